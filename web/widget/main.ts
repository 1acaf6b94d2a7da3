import { SurgeryStatus } from './surgery-status.ts';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) SurgeryStatus.home = new URL(script.src).origin;
// A page that loads it twice has one of it.
if (!customElements.get('surgery-status')) customElements.define('surgery-status', SurgeryStatus);
