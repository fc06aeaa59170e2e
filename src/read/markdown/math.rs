//! Formulas in TeX as plain characters, where that can be: raised and lowered figures, Greek letters, signs, simple fractions. What
//! is not understood whole stands as it was written.

use crate::read::limits::FORMULA_BYTES;

/// Groups within each other that are still read in a line.
const DEEPEST: usize = 6;

/// Commands that stand for a sign.
const SIGNS: [(&str, &str); 133] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", "×"),
    ("cdot", "·"),
    ("div", "÷"),
    ("pm", "±"),
    ("mp", "∓"),
    ("leq", "≤"),
    ("le", "≤"),
    ("geq", "≥"),
    ("ge", "≥"),
    ("neq", "≠"),
    ("ne", "≠"),
    ("approx", "≈"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("equiv", "≡"),
    ("propto", "∝"),
    ("ll", "≪"),
    ("gg", "≫"),
    ("infty", "∞"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("in", "∈"),
    ("notin", "∉"),
    ("ni", "∋"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("supset", "⊃"),
    ("supseteq", "⊇"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("emptyset", "∅"),
    ("varnothing", "∅"),
    ("setminus", "∖"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("neg", "¬"),
    ("lnot", "¬"),
    ("land", "∧"),
    ("wedge", "∧"),
    ("lor", "∨"),
    ("vee", "∨"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("gets", "←"),
    ("leftrightarrow", "↔"),
    ("Rightarrow", "⇒"),
    ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"),
    ("iff", "⇔"),
    ("implies", "⇒"),
    ("mapsto", "↦"),
    ("uparrow", "↑"),
    ("downarrow", "↓"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("lceil", "⌈"),
    ("rceil", "⌉"),
    ("lfloor", "⌊"),
    ("rfloor", "⌋"),
    ("ldots", "…"),
    ("dots", "…"),
    ("cdots", "⋯"),
    ("prime", "′"),
    ("degree", "°"),
    ("circ", "∘"),
    ("star", "⋆"),
    ("ast", "∗"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("bot", "⊥"),
    ("perp", "⊥"),
    ("top", "⊤"),
    ("vdash", "⊢"),
    ("models", "⊨"),
    ("parallel", "∥"),
    ("mid", "∣"),
    ("ell", "ℓ"),
    ("hbar", "ℏ"),
    ("Re", "ℜ"),
    ("Im", "ℑ"),
    ("aleph", "ℵ"),
    ("angle", "∠"),
    ("triangle", "△"),
    ("log", "log"),
    ("ln", "ln"),
    ("exp", "exp"),
    ("sin", "sin"),
    ("cos", "cos"),
    ("tan", "tan"),
    ("max", "max"),
    ("min", "min"),
    ("lim", "lim"),
    ("gcd", "gcd"),
    ("bmod", "mod"),
];
/// Commands that say how their group is set: its characters stay.
const FACES: [&str; 14] =
    ["text", "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathscr", "operatorname", "textbf", "textit", "textrm", "texttt", "boldsymbol"];
/// What can be raised, and how it looks.
const RAISED: (&str, &str) = ("0123456789+-=()niaobcdefghjklmprstuvwxyz−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵒᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵖʳˢᵗᵘᵛʷˣʸᶻ⁻");
/// What can be lowered, and how it looks.
const LOWERED: (&str, &str) = ("0123456789+-=()aeoxhklmnpstijruv−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ₋");

/// A formula as plain characters; `None` where not all of it is understood.
pub(super) fn plain(formula: &str) -> Option<String> {
    if formula.len() > FORMULA_BYTES {
        return None;
    }
    let mut reader = Reader { rest: formula };
    let out = reader.run(None, 0)?;
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    (!out.is_empty()).then_some(out)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// What stands up to a closing brace, or the end.
    fn run(&mut self, until: Option<char>, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let mut out = String::new();
        loop {
            let Some(next) = self.rest.chars().next() else { return until.is_none().then_some(out) };
            if Some(next) == until {
                self.rest = &self.rest[next.len_utf8()..];
                return Some(out);
            }
            match next {
                '}' | '&' => return None,
                '^' | '_' => {
                    self.rest = &self.rest[1..];
                    let small = self.argument(depth)?;
                    out.push_str(&set(&small, next));
                }
                _ => out.push_str(&self.one(depth)?),
            }
        }
    }

    /// One sign, command or group.
    fn one(&mut self, depth: usize) -> Option<String> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        match next {
            '{' => self.run(Some('}'), depth + 1),
            '\\' => self.command(depth),
            '~' => Some(" ".to_owned()),
            '\'' => Some("′".to_owned()),
            '-' => Some("−".to_owned()),
            _ => Some(next.to_string()),
        }
    }

    fn command(&mut self, depth: usize) -> Option<String> {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            let sign = self.rest.chars().next()?;
            self.rest = &self.rest[sign.len_utf8()..];
            return match sign {
                ',' | ':' | ';' | ' ' => Some(" ".to_owned()),
                '!' => Some(String::new()),
                // Where Markdown is believed to take one backslash away.
                '\\' if self.rest.starts_with(['{', '}']) => {
                    let brace = self.rest.chars().next()?;
                    self.rest = &self.rest[1..];
                    Some(brace.to_string())
                }
                '{' | '}' | '_' | '%' | '$' | '#' | '&' | '|' => Some(sign.to_string()),
                _ => None,
            };
        }
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        match name {
            "frac" | "tfrac" | "dfrac" => {
                let (above, below) = (self.argument(depth)?, self.argument(depth)?);
                Some(format!("{}/{}", held(&above), held(&below)))
            }
            "sqrt" if !self.rest.starts_with('[') => Some(format!("√{}", held(&self.argument(depth)?))),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" => {
                self.rest = self.rest.strip_prefix('.').unwrap_or(self.rest);
                Some(String::new())
            }
            "quad" | "qquad" => Some("  ".to_owned()),
            "mathbb" => doubled(&self.argument(depth)?),
            _ if FACES.contains(&name) => self.argument(depth),
            _ => SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned()),
        }
    }

    /// The group or sign that belongs to a command.
    fn argument(&mut self, depth: usize) -> Option<String> {
        self.rest = self.rest.trim_start();
        self.one(depth + 1)
    }
}

/// What is raised or lowered, in small characters where all of it has them, else behind a sign.
fn set(small: &str, sign: char) -> String {
    let small = small.trim();
    if sign == '^' && small.chars().all(|c| matches!(c, '′' | '*' | '∗' | '⋆' | '°' | '∘')) {
        return small.replace('∘', "°");
    }
    let (plain, forms) = if sign == '^' { RAISED } else { LOWERED };
    let found: Option<String> = small.chars().map(|c| plain.chars().position(|known| known == c).and_then(|at| forms.chars().nth(at))).collect();
    found.unwrap_or_else(|| {
        if small.chars().count() == 1 || small.chars().all(char::is_alphanumeric) { format!("{sign}{small}") } else { format!("{sign}({small})") }
    })
}

/// What stands above or below a stroke, in brackets where it is more than a word.
fn held(part: &str) -> String {
    let part = part.trim();
    if part.chars().all(|c| c.is_alphanumeric() || "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉′.".contains(c)) {
        part.to_owned()
    } else {
        format!("({part})")
    }
}

/// Capitals with a double stroke.
fn doubled(letters: &str) -> Option<String> {
    let forms = [('N', 'ℕ'), ('Z', 'ℤ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('C', 'ℂ'), ('P', 'ℙ'), ('H', 'ℍ')];
    letters.chars().map(|c| forms.iter().find(|(plain, _)| *plain == c).map(|(_, form)| *form)).collect()
}
