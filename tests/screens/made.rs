//! The program without a terminal: documents of ours, keys by their names, and frames as text.

use ibid::app::event::Event;
use ibid::app::{App, Jobs, Wish};
use ibid::keys::{Code, Key};
use ibid::model::Reading;
use ibid::theme::{Depth, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// Stands for the document that is compiled in.
pub const BUNDLED: &str = "";

/// Everything that can be odd about notes.
pub const ODD: &str = "A Small Study of Weights

By A. Nobody

I. The beginning

The first claim is known.¹ The second is not.² A third has no note at all.⁷ The field is 5 m² here.

¹ First note of the study, in which much is said about nothing in particular, so that it takes several lines.

² Second note, which is short. See note 1.

The text goes on with a mark³ and another.⁴ This is told in chapter 12 at length.

⁴ Fourth note. Compare note 2.

⁵ A fifth that stands before its marker.

II. The end

The last paragraph has more to say.⁵
";

/// Parts within parts, two of one length and a last one without any text.
pub const PARTS: &str = "\
On Water

Chapter 1. The river

1.1 The first bend

1.1.1 The upper mill

The mill stood at the bend of the river for as long as anybody could tell, and was never without corn.

1.1.2 The weir

The weir was of stone and held the water back for the mill in the summer, when there was little of it.

1.2 The second bend

1.2.1 The ford

The ford was deep enough to wet a horse, and nobody took a cart through it who had seen it in the spring.

1.2.2 The lower mill

The lower mill had two wheels and one miller, who was said to grind by night what he had lost by the day.

Chapter 2. The harbour

2.1 The first quay

2.1.1 The upper crane

The crane stood at the end of the quay for as long as anybody could tell, and was never without cargo.

2.1.2 The wall

The wall was of stone and held the water back for the town in the winter, when there was a lot of it.

2.2 The second quay

2.2.1 The steps

The steps were steep enough to lame a horse, and nobody took a barrel down them who had seen them wet.

2.2.2 The store

The store had two doors and one keeper, who was said to sell by night all that he had counted by the day.

Chapter 3. The end
";

/// Characters of two columns, and some of none.
pub const WIDE: &str = "中文字符很多很多很多很多很多很多很多很多的一个标题

I. 第一章

中文字符中文字符中文字符中文字符中文字符中文字符中文字符中文字符。¹ The words a\u{30b}e\u{30b}i\u{30b} carry marks of no width, e\u{301}galite\u{301} too.

¹ 注释中文字符中文字符中文字符中文字符中文字符 and a few words.
";

/// A table with a long head, ties, a cell without a figure and notes, and words that send to it.
pub const PORTS: &str = "\
A Note on Ports

I. The ports

The towns were never rich (see table 2.1), and the ships that called there were few in any year.

Table 2.1. Ships that called at the ports

Port\tFlag\tShips that called in the year\tTons
Aalto\tred\t12\t340.5
Brink¹\tblue\t7\t1 200
Corve\tred\tn.a.\t25
Dorne²\tblue\t12\t88.25
Source: the harbour books.

They grew no richer, as Brink was told.

¹ Closed in the winter.

² With the ford.
";

/// A text with a note on every line, some of them long.
pub fn many_notes() -> String {
    let mut text = String::from("On Notes\n\nI. Many\n\n");
    for number in 1..=24 {
        let raised: String = number.to_string().chars().map(|c| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c as usize - '0' as usize]).collect();
        let doubt = if number == 9 { " Here is doubt." } else { "" };
        text.push_str(&format!("This is sentence {number} of them all.{doubt}{raised} It goes on for some more words, and then for a few others.\n\n"));
        let long = if number % 5 == 4 {
            "It says more than it should, and then it says it once more in other words, for nobody in particular. ".repeat(4)
        } else {
            String::new()
        };
        text.push_str(&format!("{raised} The note number {number}. {long}\n\n"));
    }
    text
}

/// The reading of a text.
pub fn reading(document: &str) -> Reading {
    match document {
        BUNDLED => ibid::read::bundled(),
        "Many notes" => reading(&many_notes()),
        text => ibid::read::read_to_show("made", text.as_bytes().to_vec(), None).expect("a text").1,
    }
}

/// The program on a screen of its own.
pub struct Screen {
    pub app: App,
    pub size: Rect,
}

impl Screen {
    /// The program with a document, its first frame drawn.
    pub fn new(columns: u16, rows: u16, document: &str) -> Screen {
        Screen::with(columns, rows, Event::Loaded(Box::new(reading(document))))
    }

    /// The program that was sent an event.
    pub fn with(columns: u16, rows: u16, event: Event) -> Screen {
        let mut app = App::new("made.txt", None, Theme::new(Depth::Many), Jobs::AtOnce(Vec::new()));
        app.on(event);
        let mut screen = Screen { app, size: Rect::new(0, 0, columns, rows) };
        screen.resize(columns, rows);
        screen
    }

    /// Presses keys, named as on the page of keys and parted by blanks.
    pub fn keys(mut self, names: &str) -> Screen {
        for name in names.split_whitespace() {
            self.press(name);
        }
        self
    }

    /// Presses a key.
    pub fn press(&mut self, name: &str) -> Option<Wish> {
        let name = if name == "BS" { "Backspace" } else { name };
        self.send(TerminalEvent::Key(event(name.parse().expect("a key"))))
    }

    /// Clicks on a cell.
    pub fn click(&mut self, column: u16, row: u16) {
        self.send(TerminalEvent::Mouse(MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), column, row, modifiers: KeyModifiers::NONE }));
    }

    /// Lets the mouse go on a cell.
    pub fn let_go(&mut self, column: u16, row: u16) {
        self.send(TerminalEvent::Mouse(MouseEvent { kind: MouseEventKind::Up(MouseButton::Left), column, row, modifiers: KeyModifiers::NONE }));
    }

    /// Moves the mouse to a cell with its button held.
    pub fn drag(&mut self, column: u16, row: u16) {
        self.send(TerminalEvent::Mouse(MouseEvent { kind: MouseEventKind::Drag(MouseButton::Left), column, row, modifiers: KeyModifiers::NONE }));
    }

    /// Turns the wheel.
    pub fn wheel(&mut self, down: bool) {
        let kind = if down { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
        self.send(TerminalEvent::Mouse(MouseEvent { kind, column: 10, row: 1, modifiers: KeyModifiers::NONE }));
    }

    fn send(&mut self, event: TerminalEvent) -> Option<Wish> {
        let wish = self.app.on(Event::Input(event));
        self.app.layout(self.size);
        wish
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = Rect::new(0, 0, columns, rows);
        self.app.layout(self.size);
    }

    /// The cells of the frame.
    pub fn cells(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).expect("a terminal");
        terminal.draw(|frame| self.app.draw(frame)).expect("a frame");
        terminal.backend().buffer().clone()
    }

    /// The frame as lines, without the blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        let cells = self.cells();
        let line = |y: u16| {
            let (mut line, mut skip) = (String::new(), 0);
            for x in 0..cells.area.width {
                let symbol = cells[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = ibid::layout::width::narrow(symbol).max(1);
                }
                skip -= 1;
            }
            line.trim_end().to_owned()
        };
        (0..cells.area.height).map(line).collect()
    }

    /// The frame as text.
    pub fn text(&self) -> String {
        self.lines().join("\n") + "\n"
    }

    /// The frame as text, and below it the words that stand out: row, column, how.
    pub fn styled(&self) -> String {
        let cells = self.cells();
        let mut out = self.text() + "----\n";
        for y in 0..cells.area.height {
            let mut x = 0;
            while x < cells.area.width {
                let (style, from) = (look(&cells, x, y), x);
                let mut words = String::new();
                while x < cells.area.width && look(&cells, x, y) == style {
                    words.push_str(cells[(x, y)].symbol());
                    x += 1;
                }
                if !style.is_empty() {
                    out.push_str(&format!("{y}:{from} {style}: {}\n", words.trim_end()));
                }
            }
        }
        out
    }

    /// Where a word stands first: column and row.
    pub fn find(&self, word: &str) -> Option<(u16, u16)> {
        let lines = self.lines();
        lines.iter().zip(0..).find_map(|(line, y)| line.find(word).map(|at| (ibid::layout::width::narrow(&line[..at]), y)))
    }
}

/// How a cell stands out; dim ones do not.
fn look(cells: &Buffer, x: u16, y: u16) -> String {
    let cell = &cells[(x, y)];
    let mut words = Vec::new();
    for (modifier, word) in [(Modifier::BOLD, "bold"), (Modifier::ITALIC, "italic"), (Modifier::UNDERLINED, "underlined"), (Modifier::REVERSED, "reversed")] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    if cell.fg != Color::Reset {
        words.push(format!("{}", cell.fg));
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    words.join(" ")
}

/// What a terminal reports for a key.
fn event(key: Key) -> KeyEvent {
    let code = match key.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::F(number) => KeyCode::F(number),
        Code::Tab if key.shift => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::PgUp => KeyCode::PageUp,
        Code::PgDn => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
    };
    let mut held = KeyModifiers::NONE;
    held.set(KeyModifiers::CONTROL, key.ctrl);
    held.set(KeyModifiers::ALT, key.alt);
    KeyEvent::new(code, held)
}
