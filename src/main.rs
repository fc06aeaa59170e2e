//! The binary.
fn main() {
    let path = std::env::args().nth(1);
    let env = |n: &str| std::env::var(n).ok();
    let depth = ibid::theme::Depth::of(env("NO_COLOR").as_deref(), env("TERM").as_deref(), env("COLORTERM").as_deref());
    let request = ibid::app::Request {
        source: path.map_or(ibid::app::Source::Bundled, |p| ibid::app::Source::Path(p.into())),
        form: None,
        start: None,
        theme: ibid::theme::Theme::new(depth),
    };
    match ibid::app::panics::guarded(|| ibid::app::run(request)) {
        Ok(Ok(())) => {}
        Ok(Err(e)) => {
            std::println!("ibid: {e}");
            std::process::exit(1)
        }
        Err(p) => {
            std::println!("ibid: {p}");
            std::process::exit(101)
        }
    }
}
