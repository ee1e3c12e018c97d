//! A page: what a person does on it, what it shows, what it asks of others.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{AXE, pipe::Pipe};

/// The longest wait for a page or for what it shows.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// On a dark ground.
    pub dark: bool,
    /// The language that the browser asks for.
    pub language: &'static str,
    /// Whether scripts run.
    pub scripts: bool,
}

/// A page in a browser.
#[derive(Debug)]
pub struct Page<'b> {
    pipe: &'b mut Pipe,
    session: String,
    requests: Vec<String>,
    faults: Vec<String>,
}

impl<'b> Page<'b> {
    pub(super) fn new(pipe: &'b mut Pipe, session: String, view: View) -> Result<Self, String> {
        let mut page = Self { pipe, session, requests: Vec::new(), faults: Vec::new() };
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable", "DOM.enable"] {
            page.call(domain, Value::Null)?;
        }
        let phone = view.width < 600;
        let size =
            json!({ "width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": phone });
        page.call("Emulation.setDeviceMetricsOverride", size)?;
        let scheme = if view.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" }] });
        page.call("Emulation.setEmulatedMedia", media)?;
        page.call("Network.setExtraHTTPHeaders", json!({ "headers": { "Accept-Language": view.language } }))?;
        page.call("Emulation.setScriptExecutionDisabled", json!({ "value": !view.scripts }))?;
        Ok(page)
    }

    /// Goes to an address and waits until all of it is there.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn go(&mut self, address: &str) -> Result<(), String> {
        let went = self.call("Page.navigate", json!({ "url": address }))?;
        if let Some(error) = went["errorText"].as_str() {
            return Err(format!("{address}: {error}"));
        }
        self.loaded()
    }

    /// Does something that leads to another page, and waits for that.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn follow(&mut self, act: &str) -> Result<(), String> {
        self.gather();
        self.eval("window.before = true")?;
        self.eval(act)?;
        self.until("window.before !== true && document.readyState === 'complete'")
    }

    /// The value of an expression.
    ///
    /// # Errors
    ///
    /// What it throws.
    pub fn eval(&mut self, expression: &str) -> Result<Value, String> {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let told = self.call("Runtime.evaluate", asked)?;
        match told.get("exceptionDetails") {
            Some(thrown) => Err(format!("{expression}: {thrown}")),
            None => Ok(told["result"]["value"].clone()),
        }
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    ///
    /// Where it never is.
    pub fn until(&mut self, expression: &str) -> Result<(), String> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            // Between two pages there is nothing to ask.
            if self.eval(expression).is_ok_and(|value| value == true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(40));
        }
        Err(format!("never true: {expression}"))
    }

    /// Chooses a file.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn choose(&mut self, selector: &str, file: &Path) -> Result<(), String> {
        self.choose_all(selector, &[file])
    }

    /// Chooses files.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn choose_all(&mut self, selector: &str, files: &[impl AsRef<Path>]) -> Result<(), String> {
        let node = self.node(selector)?;
        let whole =
            |file: &Path| fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()));
        let files = files.iter().map(|file| whole(file.as_ref())).collect::<Result<Vec<_>, _>>()?;
        self.call("DOM.setFileInputFiles", json!({ "nodeId": node, "files": files })).map(|_| ())
    }

    /// Types a text where `selector` points, at the end of what stands there.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn write(&mut self, selector: &str, text: &str) -> Result<(), String> {
        let node = self.node(selector)?;
        self.call("DOM.focus", json!({ "nodeId": node }))?;
        self.key("End", 35)?;
        self.call("Input.insertText", json!({ "text": text })).map(|_| ())
    }

    /// Presses a key that writes nothing: `Tab`, `End`, `Enter`.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn key(&mut self, key: &str, code: u32) -> Result<(), String> {
        for kind in ["rawKeyDown", "keyUp"] {
            let pressed = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", pressed)?;
        }
        Ok(())
    }

    /// A picture of the whole page as PNG; `part` keeps only what one screen shows.
    ///
    /// # Errors
    ///
    /// What the browser or the disk says.
    pub fn picture(&mut self, file: &Path, part: bool) -> Result<(), String> {
        let asked = json!({ "format": "png", "captureBeyondViewport": !part });
        let taken = self.call("Page.captureScreenshot", asked)?;
        let bytes = base64(taken["data"].as_str().unwrap_or_default());
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).and_then(|()| fs::write(file, bytes)).map_err(|error| error.to_string())
    }

    /// What axe-core finds serious or critical: rule and place.
    ///
    /// # Errors
    ///
    /// What it throws.
    pub fn axe(&mut self) -> Result<Vec<String>, String> {
        self.eval(AXE).map(|_| ())?;
        let run = "axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations\
            .filter(one => one.impact === 'serious' || one.impact === 'critical')\
            .flatMap(one => one.nodes.map(node => one.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary)))";
        let found = self.eval(run)?;
        Ok(found.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect())
    }

    /// Errors of the console and exceptions since the page was opened.
    pub fn faults(&mut self) -> &[String] {
        self.gather();
        &self.faults
    }

    /// Every address that was asked for since the page was opened.
    pub fn requests(&mut self) -> &[String] {
        self.gather();
        &self.requests
    }

    fn loaded(&mut self) -> Result<(), String> {
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")
    }

    fn node(&mut self, selector: &str) -> Result<Value, String> {
        let root = self.call("DOM.getDocument", json!({ "depth": 0 }))?;
        let asked = json!({ "nodeId": root["root"]["nodeId"], "selector": selector });
        let node = self.call("DOM.querySelector", asked)?["nodeId"].clone();
        if node == 0 { Err(format!("nothing is {selector}")) } else { Ok(node) }
    }

    fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.pipe.call(Some(&self.session), method, params)
    }

    fn gather(&mut self) {
        for event in self.pipe.events() {
            if event["sessionId"] != self.session.as_str() {
                continue;
            }
            let params = &event["params"];
            let fault = match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    self.requests.push(params["request"]["url"].as_str().unwrap_or_default().to_owned());
                    continue;
                }
                "Runtime.exceptionThrown" => &params["exceptionDetails"],
                "Runtime.consoleAPICalled" if params["type"] == "error" => &params["args"],
                "Log.entryAdded" if params["entry"]["level"] == "error" => &params["entry"],
                _ => continue,
            };
            self.faults.push(fault.to_string());
        }
    }
}

/// The bytes of a text in base 64, as the browser sends pictures.
fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn pictures_are_decoded() {
        assert_eq!(base64("WsOpIQ=="), "Zé!".as_bytes());
        assert_eq!(base64("AAEC/w=="), [0, 1, 2, 255]);
    }
}
