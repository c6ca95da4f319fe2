//! Where things are: the checkout, what cargo builds, what the chores keep between two runs, the finished site.

use std::path::{Path, PathBuf};

use crate::say::{Explain, Outcome};

/// The name of the script, the WebAssembly and the style sheet in the site's `pkg` folder.
pub const OUTPUT: &str = "alongside";

/// The folders of the crates of this workspace.
const MEMBERS: [&str; 6] = ["app", "domain", "engine", "frontend", "server", "xtask"];

/// The two kinds of build.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Profile {
    Debug,
    Release,
}

impl Profile {
    pub fn is_release(self) -> bool {
        self == Profile::Release
    }

    pub fn name(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }
}

/// The folders of one checkout.
#[derive(Clone)]
pub struct Place {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Place {
    /// Finds the checkout from what cargo says when it runs this program, and the target folder from where it runs. Where
    /// it was compiled would be wrong: two checkouts that share a target folder also share the program.
    pub fn find() -> Outcome<Place> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("start the chores with `cargo xtask`")?;
        let root = Path::new(&own).parent().map(Path::to_path_buf);
        let root = root.filter(|root| root.join("Cargo.toml").is_file()).ok_or("run `cargo xtask` inside the checkout")?;
        let exe = std::env::current_exe().explain("cannot tell where this program is")?;
        let target = exe.ancestors().nth(2).ok_or("start the chores with `cargo xtask`")?.to_path_buf();
        Ok(Place { root, target })
    }

    /// Takes the target folder over from another checkout that built in it last. Cargo tells a fresh source from a stale one by its
    /// time, and would take what the other checkout made of older or newer files for what these here make.
    #[expect(clippy::disallowed_methods, reason = "the clock of files is the machine's own")]
    pub fn claim(&self) -> Outcome {
        let note = self.notes().join("checkout");
        let here = self.root.to_string_lossy();
        if std::fs::read_to_string(&note).is_ok_and(|last| last == here) {
            return Ok(());
        }
        let now = std::time::SystemTime::now();
        for member in MEMBERS {
            for source in files_under(&self.root.join(member))? {
                let touched = std::fs::File::options().append(true).open(&source).and_then(|file| file.set_modified(now));
                touched.explain(format!("cannot touch {}", source.display()))?;
            }
        }
        write(&note, here.as_bytes())
    }

    /// The browser tests and the npm tools.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    pub fn node_modules(&self) -> PathBuf {
        self.end2end().join("node_modules")
    }

    /// What the chores remember or make on the way; deleting it costs time only.
    pub fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The site that is served: `target/site` when it is the real one.
    pub fn site(&self, profile: Profile) -> PathBuf {
        match profile {
            Profile::Release => self.target.join("site"),
            Profile::Debug => self.target.join("site-debug"),
        }
    }

    pub fn server(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.name()).join("server")
    }

    /// A folder of that name among the notes, made empty.
    pub fn fresh_folder(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.notes().join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).explain(format!("cannot empty {}", folder.display()))?;
        }
        make_folder(&folder)?;
        Ok(folder)
    }
}

pub fn make_folder(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).explain(format!("cannot make the folder {}", folder.display()))
}

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path).explain(format!("cannot read {}", path.display()))
}

pub fn read_text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).explain(format!("cannot read {}", path.display()))
}

/// Writes a file, and the folders above it where they are missing.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    std::fs::write(path, content).explain(format!("cannot write {}", path.display()))
}

/// Every file under a folder (or the file itself), sorted, so that two runs see the same order.
pub fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() { waiting.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}
