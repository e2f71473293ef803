"""A real Chromium without a window, spoken to over two pipes: pages opened, keys pressed, scripts asked, paper printed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_KEYS = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, " ": 32}


def program() -> str | None:
    """Where Chromium is, None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Tab:
    """One tab; `faults` are what its page complained of: errors of scripts, things that its policy refused."""

    def __init__(self, commands: int, answers: int) -> None:
        self._out = os.fdopen(commands, "wb", 0)
        self._in = os.fdopen(answers, "rb")
        self._number = 0
        self._session: str | None = None
        self.faults: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._ask(f"{domain}.enable")

    def open(self, page: Path, width: int = 1400, height: int = 1000) -> None:
        """The page shown in a window of this size."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._ask("Page.navigate", url=page.resolve().as_uri())
        self.faults.clear()
        while self.ask("document.readyState") != "complete":
            pass

    def ask(self, expression: str) -> Any:
        """What a script answers, run as from the developer's tools."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Keys pressed and let go, one after the other."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            code = _KEYS.get(key, ord(key.upper()[0]))
            self._ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
            self._ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def picture(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def close(self) -> None:
        """Both pipes shut."""
        self._out.close()
        self._in.close()

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        asked: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        self._out.write(json.dumps(asked).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            if answer.get("method") == "Runtime.exceptionThrown" or answer.get("params", {}).get("entry", {}).get("level") == "error":
                self.faults.append(json.dumps(answer["params"], ensure_ascii=False))
        assert "error" not in answer, answer
        return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        told = bytearray()
        while (sign := self._in.read(1)) != b"\0":
            assert sign, "Chromium has ended"
            told += sign
        return dict(json.loads(told))


@contextmanager
def tab(profile: Path) -> Iterator[Tab]:
    """A Chromium of its own with an empty profile, ended afterwards."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()

    words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
    # Chromium reads its commands from descriptor 3 and answers on 4
    shell = 'exec "$0" "$@" 3<&"$COMMANDS" 4>&"$ANSWERS"'
    environment = {**os.environ, "COMMANDS": str(theirs_in), "ANSWERS": str(theirs_out), "HOME": str(profile)}
    process = subprocess.Popen(
        ["bash", "-c", shell, str(program()), *words],
        pass_fds=(theirs_in, theirs_out),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    opened = Tab(ours_out, ours_in)
    try:
        yield opened
    finally:
        opened.close()
        process.terminate()
        process.wait(20)
