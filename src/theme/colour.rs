//! Colours: their names, their light, the nearest of those that a terminal has. Knows no style by what it means.

use ratatui::style::{Color, Style};

use super::Depth;
use crate::settings::nearest;

/// Least contrast of text that is read: level AA of the Web Content Accessibility Guidelines 2.2, criterion 1.4.3.
pub const READABLE: f64 = 4.5;

/// The sixteen of old, by name, as xterm has them. Most terminals have others that are like them.
const SIXTEEN: [(&str, Color, (u8, u8, u8)); 16] = [
    ("black", Color::Black, (0, 0, 0)),
    ("red", Color::Red, (205, 0, 0)),
    ("green", Color::Green, (0, 205, 0)),
    ("yellow", Color::Yellow, (205, 205, 0)),
    ("blue", Color::Blue, (0, 0, 238)),
    ("magenta", Color::Magenta, (205, 0, 205)),
    ("cyan", Color::Cyan, (0, 205, 205)),
    ("gray", Color::Gray, (229, 229, 229)),
    ("dark-gray", Color::DarkGray, (127, 127, 127)),
    ("bright-red", Color::LightRed, (255, 0, 0)),
    ("bright-green", Color::LightGreen, (0, 255, 0)),
    ("bright-yellow", Color::LightYellow, (255, 255, 0)),
    ("bright-blue", Color::LightBlue, (92, 92, 255)),
    ("bright-magenta", Color::LightMagenta, (255, 0, 255)),
    ("bright-cyan", Color::LightCyan, (0, 255, 255)),
    ("white", Color::White, (255, 255, 255)),
];
/// The levels of the cube of 6 by 6 by 6 colours from 16 on.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The colour that a word names: `#rrggbb`, a number from 0 to 255, one of the sixteen, or `default`; else what is wrong.
pub fn named(word: &str) -> Result<Color, String> {
    if let Some(digits) = word.strip_prefix('#') {
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        return number.map(Color::from_u32).ok_or_else(|| format!("{word} is no colour: # and six digits are, as #1f2328"));
    }
    if word == "default" {
        return Ok(Color::Reset);
    }
    if let Ok(number) = word.parse() {
        return Ok(Color::Indexed(number));
    }
    let found = SIXTEEN.iter().find(|(name, ..)| *name == word).map(|(_, colour, _)| *colour);
    found.ok_or_else(|| match nearest(word, SIXTEEN.iter().map(|(name, ..)| *name)) {
        Some(near) => format!("no colour is called {word}; the nearest name is {near}"),
        None => format!("no colour is called {word}; #1f2328, a number to 255, red, bright-red and so on are"),
    })
}

/// Red, green and blue; `None` for the terminal's own.
pub fn rgb(colour: Color) -> Option<(u8, u8, u8)> {
    match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some((red, green, blue)),
        Color::Indexed(number @ 0..16) => Some(SIXTEEN[usize::from(number)].2),
        Color::Indexed(number @ 16..232) => {
            let level = |by: u8| LEVELS[usize::from((number - 16) / by % 6)];
            Some((level(36), level(6), level(1)))
        }
        Color::Indexed(number) => {
            let grey = 8 + 10 * (number - 232);
            Some((grey, grey, grey))
        }
        named => SIXTEEN.iter().find(|(_, colour, _)| *colour == named).map(|(.., rgb)| *rgb),
    }
}

/// The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it; `None` where one is the terminal's own.
pub fn contrast(one: Color, other: Color) -> Option<f64> {
    let (one, other) = (luminance(rgb(one)?), luminance(rgb(other)?));
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance, from 0 to 1 (WCAG 2.2, with the threshold of IEC 61966-2-1).
fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let linear = |level: u8| {
        let level = f64::from(level) / 255.0;
        if level <= 0.04045 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The nearest colour that a terminal has. Of 256 not the first sixteen: nobody knows what they look like.
pub fn fitted(colour: Color, depth: Depth) -> Color {
    let Some(wanted) = rgb(colour) else { return colour };
    let far = |colour: Color| {
        let (red, green, blue) = rgb(colour).unwrap_or_default();
        let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        square(red, wanted.0) + square(green, wanted.1) + square(blue, wanted.2)
    };
    match (depth, colour) {
        (Depth::Many, Color::Rgb(..)) => (16..=255).map(Color::Indexed).min_by_key(|&colour| far(colour)).unwrap_or(colour),
        (Depth::Sixteen, Color::Rgb(..) | Color::Indexed(16..)) => {
            SIXTEEN.iter().map(|(_, colour, _)| *colour).min_by_key(|&colour| far(colour)).unwrap_or(colour)
        }
        _ => colour,
    }
}

/// A style with other colours, of which that of the text is black or white where it cannot be read on its ground; `under`
/// is the ground where the style has none.
pub fn readable(fg: Option<Color>, bg: Option<Color>, under: Option<Color>, style: Style) -> Style {
    let ground = bg.or(under);
    let fg = match (fg, ground) {
        (Some(fg), Some(ground)) if contrast(fg, ground).is_some_and(|contrast| contrast < READABLE) => {
            let black = contrast(Color::Black, ground) >= contrast(Color::White, ground);
            Some(if black { Color::Black } else { Color::White })
        }
        (fg, _) => fg,
    };
    Style { fg, bg, ..style }
}
