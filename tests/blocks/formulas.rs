//! Formulas in TeX among damaged text: shown as plain characters where they are understood, and as they stand where not.

use super::{SENTENCES, of_kind};

/// What a line of a text says whose formulas are in TeX.
fn shown(line: &str) -> String {
    let source = format!("It weighs \\(\\frac{{1}}{{2}}\\) of a pound, as the warden says of it in his book.\n\n{line}\n");
    of_kind(&source, "para").pop().unwrap_or_default()
}

#[test]
fn simple_formulas_are_plain_characters() {
    for (line, expected) in [
        (r"It weighs $1\frac{2}{5}$ pounds and 13\(\frac{3}{10}\) grains.", "It weighs 1⅖ pounds and 13\u{a0}3/10 grains."),
        (r"The angle \(\alpha\) is $28^\circ 30' 5''$ at most.", "The angle α is 28° 30′ 5″ at most."),
        (r"It froze at 10$^{\circ}$ below, or $-3\frac{1}{2}$ there.", "It froze at 10° below, or −3½ there."),
        (r"Of the line \( a \) and the figure $d,e$ he says \(\frac{a}{b}x\).", "Of the line a and the figure d,e he says (a/b)x."),
        (r"He has \( \sqrt{2a} + \cos x_1^2 - \frac{1}{r+1} + &c. \) for it.", "He has √(2a) + cos x₁² − 1/(r+1) + &c. for it."),
        (r"Six lines of $39,1715$ inches, and $10^{-3}$ of a foot.", "Six lines of 39,1715 inches, and 10⁻³ of a foot."),
        (r"The *second of $a_1 * b_1$ here* and a_b stay.", "The {i}second of a₁ * b₁ here{/} and a_b stay."),
        (r"What is $\unknown{x}^2$ or \(\frac{1}{2\) here is not known.", r"What is $\unknown{x}^2$ or \(\frac{1}{2\) here is not known."),
    ] {
        assert_eq!(shown(line), expected, "{line}");
    }
}

#[test]
fn sums_of_money_and_names_in_programs_are_no_formulas() {
    for line in [
        "It costs $5 or $6, from $5-$6 to $15/$16 the piece, and $5+$6 for both.",
        "He paid US$40 (A$60) for it, and $a year ago$two more.",
        r"He had $ and wheat worth \alpha pounds from every harbour of that coast for years, and $ again.",
        r"He had $ and a text worth \alpha pounds from every harbour of that coast for years, and $ again.",
        "The line `echo $HOME:$PATH` and \"$a_b\" \"$c_d\" are of the shell.",
    ] {
        assert_eq!(shown(line), line);
    }
}

/// Brackets behind a backslash are brackets, unless the text writes its formulas between them.
#[test]
fn brackets_behind_a_backslash_are_brackets_in_a_text_without_formulas() {
    let line = "The part \\(b\\) of the \\[old\\] chart is lost, as the keeper of it wrote to them.";
    assert_eq!(of_kind(&format!("{line}\n"), "para"), ["The part (b) of the [old] chart is lost, as the keeper of it wrote to them."]);
}

#[test]
fn a_formula_over_several_lines_is_one_paragraph() {
    let source = format!(
        "It is written there.\n\n{}\n\n\\[\nl = \\frac{{a + b}}{{c}} \\quad \\text{{well-known}}\n\\]\n\nSo it stands in the book of the warden.\n",
        SENTENCES[0]
    );
    assert_eq!(of_kind(&source, "para"), ["It is written there.", SENTENCES[0], "l = (a + b)/c well-known", "So it stands in the book of the warden."]);
}
