import type { ReactiveControllerHost } from 'lit';

/**
 * A sheet of paper, for as long as its element is in the page. It stands beside the page in the document, so that it alone is
 * printed, by our button or by the browser's.
 */
export function keepPaper(host: ReactiveControllerHost): HTMLElement {
  const paper = document.createElement('div');
  paper.className = 'sheet';
  host.addController({
    hostConnected() {
      document.body.append(paper);
      document.body.classList.add('prints-sheet');
    },
    hostDisconnected() {
      paper.remove();
      document.body.classList.remove('prints-sheet');
    },
  });
  return paper;
}
