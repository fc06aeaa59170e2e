//! Frames as the reader sees them: the whole program drawn into a buffer, key by key, and compared with what was read and
//! accepted. Where styles matter they stand below the text.

pub mod made;

use made::{BUNDLED, ODD, PARTS, PORTS, Screen, WIDE};

macro_rules! look {
    ($name:literal, $screen:expr) => {
        insta::with_settings!({ snapshot_path => "screens", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $screen);
        });
    };
}

fn screen(keys: &str, columns: u16, rows: u16, document: &str) -> String {
    Screen::new(columns, rows, document).keys(keys).text()
}

fn styled(keys: &str, columns: u16, rows: u16, document: &str) -> String {
    Screen::new(columns, rows, document).keys(keys).styled()
}

#[test]
fn the_first_page() {
    look!("start-80x24", styled("", 80, 24, BUNDLED));
    look!("start-132x40", screen("", 132, 40, BUNDLED));
    look!("start-40x10", screen("", 40, 10, BUNDLED));
}

#[test]
fn a_note_opens_at_its_marker() {
    look!("note-80x24", styled("Tab Enter", 80, 24, BUNDLED));
    look!("note-132x40", screen("Tab Enter", 132, 40, BUNDLED));
    look!("note-40x10", screen("Tab Enter", 40, 10, BUNDLED));
    look!("note-scrolled-40x10", screen("s 2 j Enter j j", 40, 10, BUNDLED));
    look!("note-20x4", screen("Tab Enter", 20, 4, BUNDLED));
}

#[test]
fn a_note_opens_over_the_note_that_sends_to_it() {
    look!("note-on-note-80x24", screen("s 8 j Enter Tab Enter", 80, 24, BUNDLED));
}

#[test]
fn a_link_that_is_not_sure_says_why() {
    look!("unsure-60x20", styled("G S-Tab Enter", 60, 20, ODD));
}

#[test]
fn notes_stand_at_the_foot() {
    look!("foot-80x24", screen("z PgDn Esc", 80, 24, BUNDLED));
    let many = "A\n\nI. One\n\nOne.¹ Two.² Three.³ Four.⁴\n\n¹ First of them, which is long enough for more than a line or two of such a narrow window as this one is.\n\n² Two.\n\n³ Three.\n\n⁴ Four.\n";
    look!("foot-counted-40x12", screen("z ] Esc", 40, 12, many));
    look!("foot-40x10", screen("z / d o u b t Enter Esc Esc", 40, 10, "Many notes"));
}

#[test]
fn the_outline_lies_over_a_narrow_text_and_beside_a_wide_one() {
    look!("outline-80x24", styled("o j j", 80, 24, BUNDLED));
    look!("outline-100x20", styled("o j j", 100, 20, BUNDLED));
}

#[test]
fn lists_show_an_entry_a_line() {
    look!("notes-80x24", screen("s", 80, 24, BUNDLED));
    look!("warnings-60x20", screen("i", 60, 20, ODD));
    look!("tables-40x10", screen("t t", 40, 10, BUNDLED));
}

#[test]
fn a_table_opens_as_a_sheet() {
    look!("sheet-80x24", styled("t", 80, 24, BUNDLED));
    look!("sheet-sorted-80x24", screen("t l s", 80, 24, BUNDLED));
    look!("sheet-groups-80x24", screen("t l s s g", 80, 24, BUNDLED));
    look!("sheet-40x10", screen("t l l l l", 40, 10, BUNDLED));
    look!("sheet-conditions-100x30", styled("t / 1 9 9 6 Space > Space 1 0 0 Enter ~ Space Space", 100, 30, BUNDLED));
    look!("sheet-derived-132x40", styled("t = n e w Space = Space [ 1 9 9 6 ] Space - Space [ 1 9 9 1 ] Enter s l S", 132, 40, BUNDLED));
    look!("sheet-asking-80x24", screen("t / 1 9 9 6", 80, 24, BUNDLED));
    look!("sheet-refused-40x10", screen("t / 1 9 9 6 > Enter", 40, 10, BUNDLED));
    look!("card-80x24", styled("t Enter", 80, 24, BUNDLED));
    look!("table-in-text-40x10", screen("/ T a b l e Space 8 Enter l l", 40, 10, BUNDLED));
}

#[test]
fn a_table_in_the_text_is_sorted_from_its_heads() {
    let at = "/ T a b l e Space 8 Enter Esc Ctrl-T";
    look!("heads-80x24", styled(at, 80, 24, BUNDLED));
    look!("sorted-in-text-80x24", styled(&format!("{at} 5 l Enter Enter"), 80, 24, BUNDLED));
    look!("sorted-in-text-132x40", screen(&format!("{at} 5 l Enter Enter Esc"), 132, 40, BUNDLED));
    look!("sorted-in-text-40x10", screen(&format!("{at} 5 l Enter Enter Esc"), 40, 10, BUNDLED));
    look!("long-heads-30x24", screen("Tab Tab Ctrl-T l Enter Enter", 30, 24, PORTS));
}

#[test]
fn a_table_is_looked_at_over_the_words_that_send_to_it() {
    let at = "/ s e e Space t a b l e Enter Esc Tab Enter";
    look!("glance-80x24", styled(&format!("{at} 3 j l Tab"), 80, 24, BUNDLED));
    look!("glance-132x40", screen(at, 132, 40, BUNDLED));
    look!("glance-40x10", screen(at, 40, 10, BUNDLED));
}

#[test]
fn the_rows_of_a_sheet_are_drawn() {
    look!("chart-100x30", styled("t c", 100, 30, BUNDLED));
    look!("chart-80x24", screen("t c l", 80, 24, BUNDLED));
    look!("chart-40x10", screen("t c j", 40, 10, BUNDLED));
    look!("chart-bars-80x24", screen("t c Tab", 80, 24, BUNDLED));
    assert_eq!(screen("t c c", 80, 24, BUNDLED), screen("t", 80, 24, BUNDLED));
}

#[test]
fn hits_are_marked_and_counted() {
    look!("search-80x24", styled("/ r u s s i a n Enter n n", 80, 24, BUNDLED));
    look!("prompt-40x10", screen("/ r u s s", 40, 10, BUNDLED));
    look!("prompt-80x24", styled("9 j / d o u b t", 80, 24, BUNDLED));
    look!("hits-80x24", styled("/ t r e a t y Enter n Ctrl-G", 80, 24, BUNDLED));
    look!("hits-40x10", screen("/ t r e a t y Ctrl-G", 40, 10, BUNDLED));
}

#[test]
fn the_outline_folds_and_is_narrowed() {
    look!("outline-folds-100x30", styled("o j h", 100, 30, PARTS));
    look!("outline-folds-132x40", screen("3 ] o 2 z j Esc", 132, 40, PARTS));
    look!("outline-filter-100x30", screen("o / m i l l", 100, 30, PARTS));
    look!("outline-filter-80x24", styled("o / m i l l", 80, 24, PARTS));
}

#[test]
fn the_palette_lists_actions_and_places() {
    look!("palette-80x24", styled(": n o t e", 80, 24, BUNDLED));
    look!("palette-place-80x24", screen(": s e c t i o n Space 4", 80, 24, BUNDLED));
    look!("palette-40x10", screen(": n e x t", 40, 10, BUNDLED));
    look!("palette-over-sheet-132x40", screen("t : s o r t", 132, 40, BUNDLED));
}

#[test]
fn help_fits_every_width() {
    look!("help-80x24", screen("?", 80, 24, BUNDLED));
    look!("help-over-sheet-132x40", screen("t ?", 132, 40, BUNDLED));
    look!("list-over-sheet-132x40", screen("t i", 132, 40, BUNDLED));
    look!("help-40x10", screen("? j j j", 40, 10, BUNDLED));
}

#[test]
fn wide_characters_and_long_messages_keep_their_lines() {
    look!("wide-30x12", screen("G Tab Enter", 30, 12, WIDE));
    look!("message-30x12", screen("3 Tab Enter", 30, 12, ODD));
}

#[test]
fn a_window_can_be_too_small() {
    assert_eq!(screen("", 19, 3, BUNDLED).trim_end(), "window too small");
    assert_eq!(screen("", 9, 1, BUNDLED).trim_end(), "too small");
    assert_eq!(screen("", 40, 3, BUNDLED).trim_end(), "the window is too small");
}

#[test]
fn letters_stand_on_what_can_be_opened() {
    look!("hints-80x24", styled("4 Tab Esc f", 80, 24, BUNDLED));
    look!("hints-40x10", screen("s 8 j Enter f", 40, 10, BUNDLED));
}

#[test]
fn what_is_selected_stands_out() {
    look!("selection-80x24", styled("8 j v v ) }", 80, 24, BUNDLED));
    look!("selection-in-note-40x10", styled("s 8 j Enter v 3 w", 40, 10, BUNDLED));
    look!("selection-in-table-80x24", styled("/ 3 Space 0 2 5 Enter v v )", 80, 24, BUNDLED));
}

#[test]
fn marks_are_listed() {
    look!("marks-80x24", screen("4 ] 9 j m d k m e g 9 j m b M", 80, 24, BUNDLED));
}
