//! Short citations in running text, where courts cite: `Id., at 5` stands for the citation before it, `Roe, supra` and
//! `410 U. S., at 120` for the full citation of that name or report. Goes through the body once, in reading order.
//!
//! `Id.` leads to the citation just before it, not counting what a remark in brackets or quoted words cite (Bluebook, rule
//! 4.1). Authors do not always keep to that: where such a one stands between, several authorities stand together, a
//! footnote may lie between, or a heading does, the answer is likely at most.

use super::authorities::{self, Authority, Sort};
use super::forms::{self, Form};
use super::known::{Named, Shelf};
use super::labels;
use super::last::{Here, Last, joined};
use super::opinions::Opinions;
use super::quotes::{self, Quotes};
use super::{ShortCitation, Standing, words};
use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind};

/// The short citations of the body.
pub(super) fn citations(document: &Document) -> Vec<ShortCitation> {
    let found: Vec<Vec<Form>> = document.body.blocks.iter().map(|block| forms::find(block.text.as_str())).collect();
    if found.iter().all(Vec::is_empty) && !cites_reports(document) {
        return Vec::new();
    }
    let mut running = Running { document, shelf: Shelf::default(), opinions: Opinions::new(document), last: None, line: None, found: Vec::new() };
    for ((number, block), forms) in (0u32..).zip(&document.body.blocks).zip(found) {
        running.block(number, block, forms);
    }
    running.found
}

/// Whether short forms of reports may stand there: "410 U. S., at 120".
fn cites_reports(document: &Document) -> bool {
    let at = memchr::memmem::Finder::new("., at ");
    document.body.blocks.iter().any(|block| at.find(block.text.as_str().as_bytes()).is_some())
}

/// A citation or a short form, in the order in which they stand.
enum Event {
    Full(Authority),
    Short(Form),
}

impl Event {
    fn start(&self) -> usize {
        match self {
            Event::Full(authority) => authority.range.start,
            Event::Short(form) => form.key.start,
        }
    }
}

struct Running<'d> {
    document: &'d Document,
    shelf: Shelf,
    opinions: Opinions,
    last: Option<Last>,
    /// Where a line was drawn last behind which a footnote may begin.
    line: Option<(u32, usize)>,
    found: Vec<ShortCitation>,
}

impl Running<'_> {
    fn block(&mut self, number: u32, block: &Block, forms: Vec<Form>) {
        match block.kind {
            Kind::Heading(heading) => {
                if let Some(last) = &mut self.last {
                    last.heading |= heading.level == 1;
                }
                return;
            }
            Kind::Title | Kind::Byline | Kind::Table(_) | Kind::Code => return,
            Kind::Rule | Kind::Para | Kind::Verse => {}
        }
        let text = block.text.as_str();
        if let Some(at) = quotes::line(text) {
            self.line = Some((number, at));
        }
        let authorities = authorities::find(block);
        let free =
            |form: &Form| !authorities.iter().any(|other| other.sort != Sort::Other && other.range.start < form.key.start && form.key.end < other.range.end);
        let mut events: Vec<Event> = forms.into_iter().filter(free).map(Event::Short).collect();
        if events.is_empty() && authorities.is_empty() {
            return;
        }
        events.extend(authorities.into_iter().map(Event::Full));
        events.sort_by_key(Event::start);
        let here = Here { block: number, text, quotes: Quotes::new(text) };
        for event in events {
            match event {
                Event::Full(authority) if authority.short => self.report(&here, &authority),
                Event::Full(authority) => self.full(&here, &authority),
                Event::Short(form) => self.form(&here, &form),
            }
        }
    }

    fn full(&mut self, here: &Here<'_>, cited: &Authority) {
        let cited = &self.without_listed(here, cited);
        let at = Anchor::new(FlowId::Body, here.block, cited.range.start as u32);
        let id = if cited.sort == Sort::Other { None } else { Some(self.shelf.add(cited, here.text, at)) };
        let doubt = match cited.sort {
            Sort::Other | Sort::Book => Some("the citation before it is not of a kind that is read for certain".to_owned()),
            _ => None,
        };
        self.advance(here, cited.range.start..cited.range.end, id, cited.pin, doubt);
    }

    /// "In Roe and Doe v. Bolton, 410 U. S. 179": what is named before "and" and is known is no part of the party's name.
    fn without_listed(&self, here: &Here<'_>, cited: &Authority) -> Authority {
        let mut cited = cited.clone();
        if let Some(name) = cited.name.clone()
            && let Some(and) = here.text[name.clone()].find(" and ")
            && here.text[name.start..name.start + and].split(' ').count() < 5
            && self.shelf.by_name(here.text, name.start..name.start + and).is_some_and(|known| known.start == name.start)
        {
            let start = name.start + and + " and ".len();
            cited.text = cited.text.split_off(and + " and ".len());
            (cited.name, cited.range.start) = (Some(start..name.end), start);
        }
        cited
    }

    /// "539 U. S., at 330", with or without a name.
    fn report(&mut self, here: &Here<'_>, cited: &Authority) {
        let Some(report) = cited.reports.first() else { return };
        let start = report.range.start;
        let before = here.text[..start].trim_end();
        let name = before.strip_suffix(',').and_then(|before| self.shelf.by_name(here.text, words::citation_start(here.text, before.len(), 120)..before.len()));
        let word = name_before(before.trim_end_matches(',')).filter(|_| before.ends_with(','));
        let standing = match self.shelf.by_page(report.volume, &report.series, report.page) {
            None => Err("no case of that volume that begins before that page is cited before it".to_owned()),
            Some(id) => {
                let doubt = match (&name, word) {
                    (Some(name), _) if !name.bearing.contains(&id) => Some("the name before it is that of another case".to_owned()),
                    (None, Some(word)) if !self.shelf.is_named(id, word) => Some(format!("{word} is not known as the name of that case")),
                    _ if !self.shelf.of(id).may_hold(report.page) => Some("the page lies far behind the first".to_owned()),
                    _ => None,
                };
                Ok((id, doubt))
            }
        };
        let from = name.map_or(start, |name| name.start);
        let id = standing.as_ref().ok().map(|(id, _)| *id);
        let doubt = standing.as_ref().ok().and_then(|(_, doubt)| doubt.clone());
        self.emit(here, from..cited.range.end, standing);
        self.advance(here, from..cited.range.end, id, report.page, doubt);
    }

    fn form(&mut self, here: &Here<'_>, form: &Form) {
        match form.sort {
            forms::Sort::Same | forms::Sort::Place => self.same(here, form),
            forms::Sort::Work | forms::Sort::Above if !here.text[form.key.clone()].eq_ignore_ascii_case("ante") => self.named(here, form),
            forms::Sort::Person => self.emit(here, form.key.start..form.end, Err("whose work the one before it is cannot be said in running text".to_owned())),
            forms::Sort::Work | forms::Sort::Above | forms::Sort::Below => self.page(here, form),
        }
    }

    fn same(&mut self, here: &Here<'_>, form: &Form) {
        let range = form.key.start..form.end;
        if let Some(label) = labels::before(here.text, form.key.start) {
            let standing = labels::standing(self.document, here, &label);
            self.push(here, label.end..form.end, standing);
            return;
        }
        let meant = match &self.last {
            Some(last) => last.meant(here, form.key.start, form.page, &self.shelf, self.document, self.line),
            None => Err("nothing is cited before it in the running text".to_owned()),
        };
        self.emit(here, range, meant.clone());
        let Some(last) = &mut self.last else { return };
        match meant {
            Ok((id, doubt)) => {
                self.shelf.touch(id);
                let within_remark = last.block == here.block && form.key.start < last.end;
                if !within_remark && here.quotes.around(form.key.start).is_none() {
                    let end = quotes::remarks(here.text, form.end);
                    self.last = Some(Last { authority: Some(id), block: here.block, end, rivals: Vec::new(), within: Vec::new(), doubt, heading: false });
                }
            }
            Err(_) => last.doubt = Some("a short citation before it stands for nothing known".to_owned()),
        }
    }

    /// "Grutter, supra, at 330", "Smith, op. cit., p. 5": what was cited under that name.
    fn named(&mut self, here: &Here<'_>, form: &Form) {
        let before = here.text[..form.key.start].trim_end().trim_end_matches([',', '(']).trim_end();
        let from = words::citation_start(here.text, before.len(), 160);
        let Some(Named { start, bearing, plain }) = self.shelf.by_name(here.text, from..before.len()) else {
            let name = name_before(before);
            let why = match (name, form.sort) {
                (Some(name), _) => format!("nothing that is called {name} is cited before it"),
                (None, forms::Sort::Above) => "it sends to an earlier page or part of this text, which cannot be told from the words".to_owned(),
                (None, _) => "it names no author".to_owned(),
            };
            let start = form.key.start;
            self.emit(here, start..form.end, Err(why));
            self.advance(here, start..form.end, None, None, None);
            return;
        };
        let id = bearing[0];
        let doubt = if bearing.len() > 1 {
            Some("several authorities that are cited before it bear that name; it is taken for the last".to_owned())
        } else if !self.shelf.of(id).may_hold(form.page) {
            Some("the page lies outside what is cited under that name".to_owned())
        } else {
            (!plain).then(|| "the words before it are no more than part of a name or title that was cited".to_owned())
        };
        self.emit(here, start..form.end, Ok((id, doubt.clone())));
        self.advance(here, start..form.end, Some(id), form.page, doubt);
    }

    /// "ante, at 5", "post, at 3 (Smith, J., dissenting)": pages of this text, which are not known; an opinion is found by its author.
    fn page(&mut self, here: &Here<'_>, form: &Form) {
        let word = &here.text[form.key.clone()];
        let found = self
            .opinions
            .find(&here.text[form.end..], here.block, form.sort == forms::Sort::Above)
            .filter(|_| matches!(word.to_lowercase().as_str(), "ante" | "post"));
        let range = form.key.start..form.end;
        match found.and_then(|opinion| self.document.body.block(opinion).map(|block| (opinion, block))) {
            Some((opinion, found)) => {
                let said = found.text.as_str();
                let end = said.find('.').filter(|&end| end < 200).map_or(said.len().min(80), |end| end + 1);
                let end = crate::model::document::floor_char(said, end as u32);
                let standing = Standing {
                    at: Anchor::new(FlowId::Body, opinion, 0),
                    extent: Extent::new(0, end),
                    text: said[..end as usize].to_owned(),
                    doubt: Some("the opinion begins there; its pages are not known".to_owned()),
                };
                self.push(here, range.clone(), Ok(standing));
            }
            None => {
                let why = if form.sort == forms::Sort::Below {
                    "it sends to a later page or part of this text, which cannot be told from the words"
                } else {
                    "it sends to an earlier page of this text, which cannot be told from the words"
                };
                self.emit(here, range.clone(), Err(why.to_owned()));
            }
        }
        self.advance(here, range, None, None, None);
    }

    /// A citation was passed: it is the last now, unless it stands in a remark or a quotation that is another's.
    fn advance(&mut self, here: &Here<'_>, range: std::ops::Range<usize>, id: Option<usize>, pin: Option<u32>, doubt: Option<String>) {
        if let Some(id) = id {
            self.shelf.touch(id);
        }
        if let Some(last) = &mut self.last {
            let remark = last.block == here.block && range.start < last.end;
            if remark || here.quotes.around(range.start).is_some() {
                match id {
                    Some(id) => last.within.push((id, pin)),
                    None => {
                        last.doubt.get_or_insert_with(|| "a remark or quotation before it cites something else".to_owned());
                    }
                }
                return;
            }
        }
        let rivals = match &self.last {
            Some(last) if last.block == here.block && joined(&here.text[last.end.min(range.start)..range.start]) => {
                let mut rivals = last.rivals.clone();
                rivals.extend(last.authority);
                rivals.retain(|&rival| Some(rival) != id);
                rivals
            }
            _ => Vec::new(),
        };
        let end = quotes::remarks(here.text, range.end);
        self.last = Some(Last { authority: id, block: here.block, end, rivals, within: Vec::new(), doubt, heading: false });
    }

    fn emit(&mut self, here: &Here<'_>, range: std::ops::Range<usize>, standing: Result<(usize, Option<String>), String>) {
        let standing = standing.map(|(id, doubt)| {
            let known = self.shelf.of(id);
            Standing { at: known.at, extent: known.extent, text: known.text.clone(), doubt }
        });
        self.push(here, range, standing);
    }

    fn push(&mut self, here: &Here<'_>, range: std::ops::Range<usize>, stands_for: Result<Standing, String>) {
        self.found.push(ShortCitation {
            at: Anchor::new(FlowId::Body, here.block, range.start as u32),
            extent: Extent::new(range.start as u32, range.end as u32),
            words: here.text[range].to_owned(),
            stands_for,
        });
    }
}

/// The name that words end with.
fn name_before(before: &str) -> Option<&str> {
    let word = before.rsplit([' ', '\u{a0}', '(']).next()?;
    let bare = words::bare(word);
    (bare.starts_with(char::is_uppercase) && !words::is_signal(bare)).then_some(bare)
}
