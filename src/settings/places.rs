//! Where the settings lie. Looks at no file and at no environment: whoever asks says what is around.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file of settings: `$IBID_CONFIG`, else `ibid/config.toml` in `$XDG_CONFIG_HOME`, else in `.config` of the home
/// folder; `None` where there is none of these. As the XDG Base Directory Specification has it, a relative folder is passed over.
pub fn settings(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    let said = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = || said("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute()).or_else(|| Some(home?.join(".config")));
    said("IBID_CONFIG").or_else(|| Some(folder()?.join("ibid").join("config.toml")))
}

/// The folder of themes beside a file of settings.
pub fn themes(settings: &Path) -> PathBuf {
    settings.with_file_name("themes")
}
