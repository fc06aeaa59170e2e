//! The table of actions. It alone says which actions there are, what they are called, where they work, by which keys and
//! in which words: the enum, the keymap, the help page and `ibid keys` are made from it. Nothing is done here.

use super::binding::{Binding, actions};
use super::context::Section;

actions! {
    LineDown "line-down" {
        Reading "j Down" "a line down"
        Select "j Down" "a line down"
        Lists "j Down" "the next line"
        Sheet "j Down" "the row below"
        Card "j Down" "a line down"
        Chart "j Down" "the next line stands out"
        Filter "Down Ctrl-N" "the next line"
    }
    LineUp "line-up" {
        Reading "k Up" "a line up"
        Select "k Up" "a line up"
        Lists "k Up" "the line before"
        Sheet "k Up" "the row above"
        Card "k Up" "a line up"
        Chart "k Up" "the line before stands out"
        Filter "Up Ctrl-P" "the line before"
    }
    PageDown "page-down" {
        Reading "Space PgDn Ctrl-F" "a page down, keeping two lines"
        Select "PgDn" "a page down"
        Lists "Space PgDn" "a page down"
        Sheet "PgDn" "a page of rows down"
        Card "Space PgDn" "a page down"
        Filter "PgDn" "a page down"
    }
    PageUp "page-up" {
        Reading "b PgUp Ctrl-B" "a page up, keeping two lines"
        Select "PgUp" "a page up"
        Lists "b PgUp" "a page up"
        Sheet "PgUp" "a page of rows up"
        Card "b PgUp" "a page up"
        Filter "PgUp" "a page up"
    }
    HalfPageDown "half-page-down" {
        Reading "d Ctrl-D" "half a page down"
    }
    HalfPageUp "half-page-up" {
        Reading "u Ctrl-U" "half a page up"
    }
    Start "start" {
        Reading "g Home" "the beginning"
        Select "g Home" "to the beginning"
        Lists "g Home" "the first line"
        Sheet "Home" "the first row"
        Card "g Home" "the first line"
    }
    End "end" {
        Reading "G End" "the end"
        Select "G End" "to the end"
        Lists "G End" "the last line"
        Sheet "End" "the last row"
        Card "G End" "the last line"
    }
    Percent "percent" {
        Reading "%" "so far into the text: 50% is its middle"
    }
    NextParagraph "next-paragraph" {
        Reading "}" "the next paragraph"
        Select "}" "to the end of the paragraph, then of the next"
    }
    PreviousParagraph "previous-paragraph" {
        Reading "{" "the paragraph before"
        Select "{" "to the beginning of the paragraph, then of the one before"
    }
    NextHeading "next-heading" {
        Reading "]" "the next heading"
    }
    PreviousHeading "previous-heading" {
        Reading "[" "the heading before"
    }
    Left "left" {
        Reading "h Left" "pan the table to the left"
        Select "h Left" "a character to the left"
        Heads "h Left" "the column to the left"
        Sheet "h Left" "the column to the left"
    }
    Right "right" {
        Reading "l Right" "pan the table to the right"
        Select "l Right" "a character to the right"
        Heads "l Right" "the column to the right"
        Sheet "l Right" "the column to the right"
    }
    Narrower "narrower" {
        Reading "-" "a narrower column of text"
    }
    Wider "wider" {
        Reading "+" "a wider column of text"
    }
    Measure "measure" {
        Reading "=" "the column as it was set"
    }
    NextStop "next-stop" {
        Links "Tab" "the next marker, link or table"
        Glance "Tab" "its title, then the markers in it"
    }
    PreviousStop "previous-stop" {
        Links "S-Tab" "the marker, link or table before"
    }
    Open "open" {
        Links "Enter" "open it; without one, the first in view"
        Glance "Enter" "the table as a sheet; on its title, its place in the text"
        Lists "Enter" "go there"
        Sheet "Enter" "the note of the cell, else the row as a card"
        Card "Enter" "close the card"
        Prompt "Enter" "go there; without words, the last search again"
        Filter "Enter" "go there, or do it"
    }
    NextNote "next-note" {
        Reading "" "open the note of the next marker"
        Note "n" "the next note; the text follows"
    }
    PreviousNote "previous-note" {
        Reading "" "open the note of the marker before"
        Note "p" "the note before; the text follows"
    }
    NextReference "next-reference" {
        Note "R" "the next place that refers to this note"
    }
    Referrers "referrers" {
        Links "r" "who refers to what Tab stands on, else to this part"
        Note "r" "who refers to this note"
        Sheet "r" "who refers to this table"
        Lists "r" "who refers to this note, table or part"
    }
    Notes "notes" {
        Links "s" "list of all notes"
    }
    Works "works" {
        Links "W" "works cited"
    }
    ShortForms "short-forms" {
        Links "K" "what the short forms in view stand for"
    }
    Hints "hints" {
        Links "f" "a letter on everything in view that can be opened: type it"
    }
    Select "select" {
        Reading "v" "select words: y copies them"
        Select "v" "widen: word, sentence, paragraph"
    }
    SwapEnds "swap-ends" {
        Select "o" "move the other end"
    }
    NextWord "next-word" {
        Select "w e" "a word on"
    }
    PreviousWord "previous-word" {
        Select "b" "a word back"
    }
    NextSentence "next-sentence" {
        Select ")" "to the end of the sentence, then of the next"
    }
    PreviousSentence "previous-sentence" {
        Select "(" "to the beginning of the sentence, then of the one before"
    }
    Copy "copy" {
        Reading "y" "copy the note at the stop, else the paragraph on top"
        Note "y" "copy the note"
        Select "y" "copy what is selected"
        Sheet "y" "copy the cell"
    }
    CopyQuotation "copy-quotation" {
        Reading "Y" "the same as a quotation, with its reference"
        Select "Y" "copy it as a quotation, with its reference"
    }
    CopyMarkdown "copy-markdown" {
        Reading "" "copy it as Markdown, with its notes"
        Select "" "copy it as Markdown, with its notes"
        Sheet "" "copy the table as it is looked at, as Markdown"
    }
    SetMark "set-mark" {
        Reading "m" "set a mark: m and a letter"
    }
    GoToMark "go-to-mark" {
        Reading "'" "go to a mark: ' and its letter; '' to the last place"
    }
    Marks "marks" {
        Reading "M" "list of marks"
    }
    NotesWay "notes-way" {
        Links "z" "where notes are shown: in a popup, in the margin, at the foot"
    }
    Outline "outline" {
        Links "o" "the outline"
        Outline "o" "close the outline"
    }
    Fold "fold" {
        Outline "h Left" "fold the part; of a folded one, the part around it"
    }
    Unfold "unfold" {
        Outline "l Right" "unfold the part"
    }
    FoldLevel "fold-level" {
        Outline "z" "unfold all, or fold all; 3z shows three levels"
    }
    Table "table" {
        Links "t" "the nearest table as a sheet; again for a list of tables"
        Sheet "t" "list of tables"
    }
    Preview "preview" {
        Lists "Tab" "move the text behind the list there"
        Filter "Tab" "move the text behind the list there"
    }
    ListOrder "list-order" {
        Lists "o" "in the order of the text, or those most referred to first"
    }
    Heads "heads" {
        Links "Ctrl-T" "into the heads of the table: Enter there sorts it; out of them"
    }
    Sort "sort" {
        Sheet "s" "sort by this column; again the other way, then as printed"
        Heads "Enter s" "sort by this column; again the other way, then as printed"
    }
    AddKey "add-sort-key" {
        Sheet "S" "sort by this column too, behind the others; again the other way, then not"
        Heads "S" "sort by this column too, behind the others; again the other way, then not"
    }
    SortGroups "sort-groups" { Sheet "g" "sort within groups, or over all rows" }
    GroupOrder "group-order" { Sheet "G" "groups by their first rows, their sum, their mean, their name" }
    FilterRows "filter-rows" { Sheet "/" "keep the rows with a condition, or with some words" }
    OnlySame "only-same" { Sheet "." "keep the rows that say the same in this column" }
    OnlyUnread "only-unread" { Sheet "!" "keep the rows whose cell in this column is no figure" }
    MarkRow "mark-row" { Sheet "Space" "mark the row, or unmark it" }
    UnmarkRows "unmark-rows" { Sheet "M" "unmark all rows" }
    OnlyMarked "only-marked" { Sheet "m" "keep the marked rows" }
    Find "find" { Sheet "f" "look for words in the cells; n and N go on" }
    FirstColumn "first-column" { Sheet "^" "the first column" }
    LastColumn "last-column" { Sheet "$" "the last column" }
    ToColumn "to-column" { Sheet "C" "go to a column by letters of its name" }
    Width "column-width" { Sheet "w" "the column wide, or narrow" }
    Hide "hide-column" { Sheet "-" "hide the column" }
    ShowAll "show-columns" { Sheet "+" "show all columns in their order" }
    ColumnLeft "column-left" { Sheet "<" "move the column to the left" }
    ColumnRight "column-right" { Sheet ">" "move the column to the right" }
    Freeze "freeze-columns" { Sheet "|" "hold the columns up to this one when others pan" }
    Derive "derive" { Sheet "=" "a new column: NAME = FORMULA" }
    ReadOtherwise "read-otherwise" { Sheet "#" "read the column in the other way its cells can be meant" }
    Style "figure-style" { Sheet "D" "show the column's figures with other decimals, or in thousands" }
    MakeAnew "make-anew" { Sheet "R" "make the table long, turned over, grouped, summed up" }
    AboutColumn "about-column" { Sheet "a" "count, sum, mean, extremes of the column or of the marked rows" }
    RowLines "row-lines" { Sheet "~" "each row as a small line; again on one scale, then not" }
    CopyRows "copy-rows" { Sheet "Y" "copy the marked rows, else this one, with the heads" }
    CopyColumn "copy-column" { Sheet "X" "copy the column, of the marked rows alone where some are" }
    Export "export-table" { Sheet "e" "write the table as it is looked at to a file" }
    Undo "undo" { Sheet "u" "take the last act back" }
    AsPrinted "as-printed" {
        Sheet "U" "as printed; u takes that back"
        Heads "u U" "the rows as printed"
    }
    NextRow "next-row" { Card "n l Right" "the next row" }
    PreviousRow "previous-row" { Card "p h Left" "the row before" }
    Chart "chart" {
        Sheet "c" "the rows as a chart"
        Chart "c" "back to the sheet"
    }
    NextKind "next-kind" { Chart "Tab Right" "the next kind of chart" }
    PreviousKind "previous-kind" { Chart "S-Tab Left" "the kind of chart before" }
    LogScale "log-scale" { Chart "l" "a scale of ratios, or an even one" }
    Search "search" {
        Everywhere "/" "search; /.../ is a regular expression"
        Lists "/" "narrow the list: words, or letters in their order"
    }
    ForgetSearch "forget-search" {
        Everywhere "" "take the marks of the search away"
    }
    NextHit "next-hit" {
        Everywhere "n" "the next hit"
        Note "Ctrl-N" "the next hit"
    }
    PreviousHit "previous-hit" {
        Everywhere "N" "the hit before"
        Note "Ctrl-P" "the hit before"
    }
    Hits "hits" {
        Everywhere "Ctrl-G" "list of hits"
        Prompt "Ctrl-G" "list of hits"
    }
    EarlierSearch "earlier-search" {
        Prompt "Up Ctrl-P" "what was searched for before"
    }
    LaterSearch "later-search" {
        Prompt "Down Ctrl-N" "what was searched for after that"
    }
    Back "back" {
        Everywhere "H Ctrl-O Backspace Ctrl-H Alt-Left" "back to where you came from"
    }
    Forward "forward" {
        Everywhere "L Alt-Right" "forward again"
    }
    Edit "edit" {
        Reading "e" "the source at this line, in your editor"
        Lists "e" "the source of this entry, in your editor"
    }
    Warnings "warnings" {
        Everywhere "i" "what was not understood"
    }
    Settings "settings" {
        Everywhere "," "settings, for now or for good"
        Settings "," "close the settings"
    }
    NextValue "next-value" {
        Settings "Enter Space l Right" "the next value, for now"
    }
    PreviousValue "previous-value" {
        Settings "h Left" "the value before, for now"
    }
    Keep "keep" {
        Settings "w" "keep it for good: it is written to the file"
    }
    AsKept "as-kept" {
        Settings "U" "back to what the file says"
    }
    Palette "palette" {
        Everywhere ":" "every action by name; 50, note 12, section IV go there"
    }
    Help "help" {
        Everywhere "?" "the keys that work here"
    }
    Close "close" {
        Everywhere "Esc" "close what is open, or clear marks and hits"
        Prompt "Esc Ctrl-C" "leave it, back to where you were"
        Filter "Esc Ctrl-C" "show all again; leave the palette"
    }
    CloseView "close-view" {
        Everywhere "q" "close this view; quit from the text"
    }
    Quit "quit" {
        Everywhere "Q" "quit"
    }
    Interrupt "interrupt" {
        Everywhere "Ctrl-C" "stop what is running, else as q"
    }
    Redraw "redraw" {
        Everywhere "Ctrl-L" "draw the screen anew"
        Prompt "Ctrl-L" "draw the screen anew"
        Filter "Ctrl-L" "draw the screen anew"
    }
    Suspend "suspend" {
        Everywhere "Ctrl-Z" "back to the shell for a while; fg returns"
        Prompt "Ctrl-Z" "back to the shell for a while; fg returns"
        Filter "Ctrl-Z" "back to the shell for a while; fg returns"
    }
}
