import { useTranslation } from 'react-i18next';
import type { Board as BoardData } from '../api/model.ts';
import { Page } from '../app/Page.tsx';
import { usePerson } from '../app/session.tsx';
import { Empty, Failed, Loading } from '../app/States.tsx';
import { clockTime, decimal, languageOf } from '../i18n/format.ts';
import { PoolBar } from './PoolBar.tsx';
import { SeriesCard } from './SeriesCard.tsx';
import { type Feed, useBoard } from './useBoard.ts';

const CHIP: Record<Feed, string> = { live: 'good', polling: 'wait', stale: 'bad', connecting: '' };

/** The insurer's live board; regulators and administrators read it too. */
export function Board() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { person } = usePerson();
  const { board, feed, heardAt, error, retry } = useBoard();
  return (
    <Page title={t('insurer.title')} wide>
      <div className="row">
        <h1>{t('insurer.title')}</h1>
        <span className="row end">
          {person.role !== 'insurer' && <span className="chip">{t('insurer.readOnly')}</span>}
          <span className={`chip ${CHIP[feed]}`} role="status" data-testid="feed" data-feed={feed}>
            {t(`insurer.${feed}`, { time: clockTime(heardAt, language) })}
          </span>
        </span>
      </div>
      {board && <Content board={board} />}
      {!board && (error ? <Failed error={error} retry={retry} /> : <Loading />)}
    </Page>
  );
}

function Content({ board }: { board: BoardData }) {
  const { t, i18n } = useTranslation();
  const { secondsPerDay } = board.clock;
  return (
    <>
      {secondsPerDay < 86_400 && (
        <p className="chip wait">
          {t('insurer.clockFast', { seconds: decimal(secondsPerDay, languageOf(i18n.language), 2) })}
        </p>
      )}
      <PoolBar board={board} />
      {board.series.length === 0 && (
        <Empty title={t('insurer.empty')} why={t('insurer.emptyWhy')} testId="board-empty" />
      )}
      <div className="series-grid">
        {board.series.map((series) => (
          <SeriesCard key={series.id} series={series} token={board.token} />
        ))}
      </div>
    </>
  );
}
