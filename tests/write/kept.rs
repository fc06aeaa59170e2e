//! What Markdown says of itself and comes out again as Markdown or HTML: front matter, the languages of code, pictures, links with marks in
//! them, works that are cited by their keys. Nothing that needs no escape has one.

use ibid::model::Document;
use ibid::read::{Form, read_to_show};
use ibid::write::html::page;
use ibid::write::markdown::whole;

const SOURCE: &str = "---\ntitle: \"Wells: a history\"\nauthor:\n  - Ann Brown <ann@wells.example>\n  - \"Bo: Green\"\ndate: 1999-05-01\nlang: en\n---\n\n## Depth\n\nIt was ![a well](well.png \"deep\") and [*no other*](#depth), he [the king] said of {x}.\n\n```rust,ignore\nlet depth = 1;\n```\n\n- `x`\n\n  ~~~{.r}\n  depth <- 1\n  ~~~\n\nThe end.[^1]\n\n[^1]: Said so:\n\n    ```c\n    int depth;\n    ```\n";

fn read(source: &str) -> Document {
    read_to_show("kept.md", source.as_bytes().to_vec(), Some(Form::Markdown)).expect("a text").1.document
}

#[test]
fn what_markdown_says_comes_out_again() {
    let document = read(SOURCE);
    let written = whole(&document).0;
    let expected = "---\ntitle: \"Wells: a history\"\nauthor:\n  - Ann Brown <ann@wells.example>\n  - \"Bo: Green\"\ndate: 1999-05-01\nlang: en\n---\n\n## Depth\n\nIt was ![a well](well.png) and [*no other*](#depth), he [the king] said of {x}.\n\n```rust\nlet depth = 1;\n```\n\n- `x`\n\n  ```r\n  depth <- 1\n  ```\n\nThe end.[^1]\n\n[^1]: Said so:\n\n    ```c\n    int depth;\n    ```\n";
    assert_eq!(written, expected);
    let again = read(&written);
    assert_eq!(again.meta, document.meta);
    assert_eq!(again.meta.authors, ["Ann Brown", "Bo: Green"]);
    assert_eq!((again.pictures.len(), again.code.len()), (1, 3));
    assert_eq!(whole(&again).0, expected);
}

#[test]
fn html_says_in_which_language_code_is() {
    let page = page(&read(SOURCE), "");
    assert!(page.contains("<pre><code class=\"language-rust\">let depth = 1;"), "{page}");
    assert!(page.contains("<pre><code class=\"language-c\">int depth;"), "{page}");
}

#[test]
fn a_text_without_front_matter_gets_none() {
    let written = whole(&read("# Wells\n\nAnn Brown\n\nThey are deep.\n")).0;
    assert_eq!(written, "# Wells\n\nAnn Brown\n\nThey are deep.\n");
}
