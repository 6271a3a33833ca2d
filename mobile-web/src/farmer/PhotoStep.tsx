import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppliedInput } from '../api/model.ts';
import type { StoredPhoto } from '../outbox/record.ts';
import { AppliedInputs } from './AppliedInputs.tsx';
import { shrinkPhoto } from './shrinkPhoto.ts';

interface Props {
  photo: StoredPhoto | undefined;
  take: (photo: StoredPhoto) => void;
  inputs: AppliedInput[];
  changeInputs: (inputs: AppliedInput[]) => void;
}

export function PhotoStep({ photo, take, inputs, changeInputs }: Props) {
  const { t } = useTranslation();
  const [bad, setBad] = useState(false);
  const address = useMemo(
    () => (photo ? URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })) : undefined),
    [photo],
  );
  useEffect(
    () => () => {
      if (address !== undefined) URL.revokeObjectURL(address);
    },
    [address],
  );
  const choose = (file: File | undefined): void => {
    if (!file) return;
    setBad(false);
    shrinkPhoto(file).then(take, () => {
      setBad(true);
    });
  };
  return (
    <div className="stack">
      <p className="soft">{t('record.photoWhy')}</p>
      {address !== undefined && <img src={address} alt={t('record.photoAlt')} className="photo" data-testid="photo" />}
      <div>
        <input
          id="photo"
          type="file"
          accept="image/*"
          capture="environment"
          className="hidden-file"
          data-testid="photo-input"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <label htmlFor="photo" className="button wide big">
          {photo ? t('record.retake') : t('record.takePhoto')}
        </label>
      </div>
      <p role="alert" className="trouble">
        {bad && t('record.photoBad')}
      </p>
      <AppliedInputs inputs={inputs} change={changeInputs} />
    </div>
  );
}
