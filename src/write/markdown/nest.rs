//! What blocks stand in, as Markdown has it: quotations, items of lists, definitions. Owns the signs at the beginnings of
//! lines, and which blocks stand without an empty line between them.

use super::escape::escape;

/// What a block stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// A quotation.
    Quote,
    /// An item of a list, with its mark; one without goes on with an item.
    Item(Option<Label>),
    /// A definition, or what goes on with the item or definition before it.
    Indent,
}

/// The mark of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    /// Its number, and the sign behind it.
    Number(u32, char),
}

/// What is open at a place: the holder, and what its further lines begin with.
#[derive(Debug, Clone)]
struct Open {
    holder: Holder,
    further: String,
}

/// Lines that grow block by block.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
    open: Vec<Open>,
    /// The block before, where a definition or an item can follow it at once.
    before: Before,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Before {
    #[default]
    Other,
    /// A paragraph on one short line.
    Term,
    /// A paragraph that began an item.
    Item,
}

/// Bytes of a term at most.
const TERM: usize = 120;

impl Lines {
    /// Adds a block of one or more lines. `is_words`, where it is a paragraph.
    /// Gives whether all it stands in could be said.
    pub(super) fn block(&mut self, holders: &[Holder], lines: &str, is_words: bool) -> bool {
        let mut kept = 0;
        let mut siblings = None;
        let mut same_kind = false;
        for (open, holder) in self.open.iter().zip(holders) {
            match (&open.holder, holder) {
                (Holder::Quote, Holder::Quote) | (Holder::Item(_), Holder::Item(None)) | (Holder::Item(_) | Holder::Indent, Holder::Indent) => kept += 1,
                (Holder::Item(Some(last)), Holder::Item(Some(next))) => {
                    siblings = Some(last.goes_on(next));
                    same_kind = std::mem::discriminant(last) == std::mem::discriminant(next);
                    break;
                }
                _ => break,
            }
        }
        let mut new: Vec<Holder> = holders[kept..].to_vec();
        // What goes on with an item that is none of Markdown's, or is set in with nothing before it to belong to, is a
        // paragraph like others.
        new.retain(|holder| *holder != Holder::Item(None));
        let defines = self.before == Before::Term && kept == self.open.len() && new.len() == 1;
        let said = defines || !new.contains(&Holder::Indent);
        if !said {
            new.retain(|holder| *holder != Holder::Indent);
        }
        let items = new.iter().filter(|holder| matches!(holder, Holder::Item(_))).count();
        self.open.truncate(kept);
        let interrupts =
            siblings == Some(true) && same_kind || matches!(new.first(), Some(Holder::Item(Some(Label::Bullet | Label::Number(1, _))))) && siblings.is_none();
        let tight = if items > 0 {
            self.before == Before::Item && items == new.len() && interrupts && !lines.trim().is_empty()
        } else {
            defines && new == [Holder::Indent]
        };
        if siblings == Some(false) {
            self.lines(&Vec::new(), "<!-- -->", false);
        }
        self.lines(&new, lines, tight);
        self.before = match () {
            () if !is_words => Before::Other,
            () if items > 0 => Before::Item,
            () if !lines.contains('\n') && lines.len() <= TERM && new.is_empty() => Before::Term,
            () => Before::Other,
        };
        said
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn lines(&mut self, new: &[Holder], lines: &str, tight: bool) {
        let kept: String = self.open.iter().map(|open| open.further.as_str()).collect();
        if !self.out.is_empty() {
            self.out.push('\n');
            if !tight {
                self.out.push_str(kept.trim_end());
                self.out.push('\n');
            }
        }
        let mut first = kept.clone();
        let mut further = kept;
        for holder in new {
            let (begins, goes_on) = holder.signs();
            first.push_str(&begins);
            further.push_str(&goes_on);
            self.open.push(Open { holder: holder.clone(), further: goes_on });
        }
        for (number, line) in lines.split('\n').enumerate() {
            if number > 0 {
                self.out.push('\n');
            }
            let lead = if number == 0 { &first } else { &further };
            self.out.push_str(if line.is_empty() { lead.trim_end() } else { lead });
            self.out.push_str(line);
        }
    }
}

impl Holder {
    /// What its first line begins with, and what its further lines do.
    fn signs(&self) -> (String, String) {
        let begins = match self {
            Holder::Quote => return ("> ".to_owned(), "> ".to_owned()),
            Holder::Item(Some(Label::Number(number, sign))) => format!("{number}{sign} "),
            Holder::Item(_) => "- ".to_owned(),
            Holder::Indent => return (": ".to_owned(), "  ".to_owned()),
        };
        let further = " ".repeat(begins.len());
        (begins, further)
    }
}

impl Label {
    /// The mark that a printed label is, and what of it stands behind as words; `None` for one that Markdown has not.
    pub(super) fn of(printed: &str) -> Option<(Label, String)> {
        let printed = printed.trim();
        let task = match printed {
            "☐" => Some("[ ] "),
            "☒" | "☑" => Some("[x] "),
            _ => None,
        };
        if let Some(task) = task {
            return Some((Label::Bullet, task.to_owned()));
        }
        let (mark, rest) = printed.split_once(' ').unwrap_or((printed, ""));
        let label = match mark {
            "-" | "*" | "+" | "•" | "·" | "◦" | "‣" | "▪" | "–" | "—" => Label::Bullet,
            _ => {
                let number = mark.strip_suffix(['.', ')']).filter(|number| number.len() <= 9 && number.bytes().all(|byte| byte.is_ascii_digit()))?;
                // What is not counted so is no number of a list.
                let value: u32 = number.parse().ok().filter(|value: &u32| value.to_string() == number)?;
                Label::Number(value, mark.chars().next_back()?)
            }
        };
        let task = matches!(rest, "[ ]" | "[x]" | "[X]");
        let rest = if task {
            format!("{rest} ")
        } else if rest.is_empty() {
            String::new()
        } else {
            format!("{} ", escape(rest, None))
        };
        Some((label, rest))
    }

    /// Whether an item with the next label goes on with the list of this one.
    fn goes_on(&self, next: &Label) -> bool {
        match (self, next) {
            (Label::Bullet, Label::Bullet) => true,
            (Label::Number(number, sign), Label::Number(next, other)) => sign != other || number + 1 == *next,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: u32) -> Holder {
        Holder::Item(Some(Label::Number(number, '.')))
    }

    #[test]
    fn blocks_stand_in_what_holds_them() {
        let mut lines = Lines::default();
        let bullet = Holder::Item(Some(Label::Bullet));
        lines.block(&[], "Before.", true);
        lines.block(&[item(1)], "one", true);
        lines.block(&[Holder::Item(None), bullet.clone()], "within", true);
        lines.block(&[Holder::Item(None), Holder::Item(None)], "more\nof it", true);
        lines.block(&[item(2)], "two", true);
        lines.block(&[item(4)], "four", true);
        lines.block(&[Holder::Quote], "said", true);
        lines.block(&[Holder::Quote, bullet], "and", true);
        lines.block(&[], "Term", true);
        lines.block(&[Holder::Indent], "what it is", true);
        let expected = "Before.\n\n1. one\n   - within\n\n     more\n     of it\n\n2. two\n\n<!-- -->\n\n4. four\n\n> said\n>\n> - and\n\nTerm\n: what it is";
        assert_eq!(lines.finish(), expected);
    }

    #[test]
    fn labels_are_marks_where_markdown_has_them() {
        assert_eq!(Label::of("- "), Some((Label::Bullet, String::new())));
        assert_eq!(Label::of("12) "), Some((Label::Number(12, ')'), String::new())));
        assert_eq!(Label::of("- [x] "), Some((Label::Bullet, "[x] ".to_owned())));
        assert_eq!(Label::of("☒ "), Some((Label::Bullet, "[x] ".to_owned())));
        assert_eq!(Label::of("(a) "), None);
        assert_eq!(Label::of("007. "), None);
    }
}
