//! Lists the files of `keywords/` and `templates/`, so that they are embedded.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../..").canonicalize()?;
    let mut code = String::new();
    for (name, folder, ending) in [("KEYWORDS", "keywords", "toml"), ("TEMPLATES", "templates", "")] {
        let mut files = Vec::new();
        walk(&root.join(folder), &mut files)?;
        files.retain(|file| ending.is_empty() || file.ends_with(ending));
        files.sort();
        code += &format!("pub(crate) static {name}: &[(&str, &str)] = &[\n");
        for file in files {
            let short = Path::new(&file)
                .strip_prefix(root.join(folder))
                .map_or(file.clone(), |p| p.display().to_string());
            code += &format!("    ({short:?}, include_str!({file:?})),\n");
        }
        code += "];\n";
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("files.rs"), code)
}

fn walk(folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path.display().to_string());
        }
    }
    Ok(())
}
