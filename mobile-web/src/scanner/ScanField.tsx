import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const FNC1 = '\u001d';

/** A hand scanner sends the FNC1 separator as Ctrl+] or as F8, depending on its make. */
function isSeparator(event: KeyboardEvent<HTMLInputElement>): boolean {
  return (event.ctrlKey && (event.key === ']' || event.code === 'BracketRight')) || event.key === 'F8';
}

/** Whether the person is using something else, which must keep the focus. */
function isBusyElsewhere(): boolean {
  const active = document.activeElement;
  return active !== null && active !== document.body && active.matches('input, select, textarea, button, a, dialog *');
}

/**
 * Where a keyboard-wedge scanner types. It takes the focus back whenever nothing else has it, so that a scan is never lost, and it
 * does not call up the on-screen keyboard by itself.
 */
export function ScanField({ onCode }: { onCode: (text: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [typing, setTyping] = useState(false);
  const hint = useId();

  useEffect(() => {
    const refocus = (): void => {
      if (!isBusyElsewhere()) field.current?.focus({ preventScroll: true });
    };
    refocus();
    document.addEventListener('keydown', refocus, { capture: true });
    document.addEventListener('focusout', refocusSoon);
    function refocusSoon(): void {
      window.setTimeout(refocus, 150);
    }
    return () => {
      document.removeEventListener('keydown', refocus, { capture: true });
      document.removeEventListener('focusout', refocusSoon);
    };
  }, []);

  const submit = (): void => {
    if (text !== '') onCode(text);
    setText('');
    setTyping(false);
    field.current?.focus({ preventScroll: true });
  };
  return (
    <form
      className="scan-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor="scan">{t('scanner.field')}</label>
      <div className="row">
        <input
          id="scan"
          ref={field}
          value={text}
          inputMode={typing ? 'text' : 'none'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={600}
          aria-describedby={hint}
          data-testid="scan-field"
          onPointerDown={() => {
            setTyping(true);
          }}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            if (!isSeparator(event)) return;
            event.preventDefault();
            setText((before) => before + FNC1);
          }}
        />
        <button type="submit" className="button">
          {t('scanner.add')}
        </button>
      </div>
      <p id={hint} className="soft small">
        {t('scanner.fieldHint')}
      </p>
    </form>
  );
}
