//! What "ibid." and its kin stand for, on the screen: under the note's own words, in the popup, in the margin, at the foot.

use super::{Not, On, Somewhere, check};
use crate::screens::made::Screen;

/// Notes with every answer: the work before, one of several, two in one note, none; and one that has a link as well.
const IBID: &str = "A Study of Ports

The port was opened in 1801.¹ Its guild was founded soon after.² It was not the only one.³ The guild closed in 1850.⁴ Nobody has told why.⁵ The sea is cold.⁶ That is all.⁷ More may come.⁸

¹ Berg, A., *A History of Northern Ports* (Hanse: Bremen, 1902), p. 12.

² Ibid., p. 14.

³ Holm, B., *Pilots* (Sund: Bergen, 1911), p. 3; and Berg, A., *A History of Northern Ports*, p. 15.

⁴ Ibid., p. 4.

⁵ Berg, op. cit. (note 1), p. 20; and ibid., p. 22.

⁶ See note 1.

⁷ It is so.

⁸ Ibid.
";

#[test]
fn a_popup_says_what_ibid_stands_for() {
    check(IBID, 80, 24, "Tab Tab Enter", &[Somewhere("│ Ibid., p. 14."), Somewhere("│ = 1: Berg, A., A History of Northern Ports (Hanse: Bremen, 1902)")]);
    let screen = Screen::new(80, 24, IBID).keys("Tab Tab Enter");
    let (own, stood) = (screen.find("Ibid., p. 14").expect("the note"), screen.find("= 1: Berg").expect("what it stands for"));
    assert_eq!(stood.1, own.1 + 1, "under its words\n{}", screen.text());
    assert_ne!(screen.cells()[own].modifier, screen.cells()[stood].modifier, "and set apart");
    check(IBID, 80, 24, "Tab Enter", &[Somewhere("p. 12."), Not("= "), Not("= ?")]);
}

#[test]
fn a_doubt_is_said_with_its_reason() {
    check(IBID, 80, 24, "4 Tab Enter", &[Somewhere("=? 3: Berg, A., A History of Northern Ports"), Somewhere("several")]);
    check(IBID, 80, 24, "8 Tab Enter", &[Somewhere("= ? (note 7, which stands before it, cites no work)")]);
}

#[test]
fn several_in_one_note_have_a_line_each_with_their_words() {
    check(IBID, 80, 24, "5 Tab Enter", &[Somewhere("Berg, op. cit. (note 1), p. 20 = 1: Berg"), Somewhere("ibid., p. 22 = ")]);
}

#[test]
fn what_it_stands_for_can_be_opened() {
    for keys in ["Tab Tab Enter Enter", "Tab Tab Enter Tab Enter", "Tab Tab Enter f f"] {
        check(IBID, 80, 24, keys, &[Somewhere("┌─ 1 ─"), Somewhere("p. 12.")]);
        check(IBID, 80, 24, &format!("{keys} Esc"), &[Somewhere("┌─ 2 ─"), Not("┌─ 1 ─")]);
    }
    // Nothing was found for the last: Enter goes to where it stood.
    check(IBID, 80, 24, "8 Tab Enter Enter", &[On(-1, "note 8 stood here")]);
    // A link of the note leads there already.
    check(IBID, 80, 24, "6 Tab Enter", &[Somewhere("= 1: Berg")]);
    check(IBID, 80, 24, "6 Tab Enter Tab Enter", &[Somewhere("┌─ 1 ─")]);
    let mut click = Screen::new(80, 24, IBID).keys("Tab Tab Enter");
    let (x, y) = click.find("= 1: Berg").expect("what it stands for");
    click.click(x, y);
    assert!(click.text().contains("┌─ 1 ─"), "{}", click.text());
}

#[test]
fn margin_and_foot_say_it_too() {
    check(IBID, 132, 40, "z", &[Somewhere("Ibid., p. 14."), Somewhere("= 1: Berg, A.,"), Somewhere("=? 3: Berg, A.,")]);
    check(IBID, 80, 40, "z", &[Somewhere("Ibid., p. 14."), Somewhere("= 1: Berg, A., A History of Northern Ports")]);
}

#[test]
fn a_note_that_is_sent_to_says_what_it_stands_for_in_its_turn() {
    let text = IBID.replace("See note 1.", "See note 2.");
    check(&text, 80, 24, "6 Tab Enter", &[Somewhere("= 2: Ibid., p. 14. = Berg, A., A History of Northern Ports")]);
}
