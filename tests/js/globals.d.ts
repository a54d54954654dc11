/** The event with which a browser offers to install the app (W3C Manifest Incubations). */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

interface WindowEventMap {
  beforeinstallprompt: BeforeInstallPromptEvent;
}

interface Navigator {
  /** Safari's own: whether the page was added to the home screen. */
  readonly standalone?: boolean;
}

/** What boot.js has for the app, for the page and for the other scripts. */
interface Tidetable {
  /** The browser's offer to install the app, kept for when somebody wants it. */
  prompt?: BeforeInstallPromptEvent;
  [call: string]: any;
}

interface Window {
  tidetable: Tidetable;
  /** The files that the system hands to an app that is installed (W3C Web App Launch Handler API); not in every browser. */
  launchQueue?: {
    setConsumer(take: (launch: { files: readonly FileSystemFileHandle[] }) => unknown): void;
  };
}

declare var tidetable: Tidetable;

/** The glue that wasm-bindgen wrote, in the page behind the app. */
declare function wasm_bindgen(options: { module_or_path: Promise<Response> }): Promise<unknown>;
