import type { BirthCertificate, ResidenceCertificate } from '../credentials/certificates.ts';
import { decimal, fill, type Language, moment, WORDS } from './format.ts';
import { type Detail, type Line, optional } from './line.ts';

type Sensors = ResidenceCertificate['credentialSubject']['sensors'];
type Photos = BirthCertificate['credentialSubject']['photos'];
type Range = NonNullable<Sensors>['temperatureCelsius'];

/** How warm and damp it was, from how many readings, and the digest of all of them. */
export function sensorLines(summary: Sensors, language: Language): Line[] {
  if (summary === undefined) return [];
  const { facts } = WORDS[language];
  return [
    ...optional(facts.temperature, rangeWords(summary.temperatureCelsius, ' °C', language)),
    ...optional(facts.humidity, rangeWords(summary.relativeHumidityPercent, ' %', language)),
    {
      label: facts.sensors,
      value: fill(facts.sensorsWords, {
        count: decimal(summary.samples, language, 0),
        from: moment(summary.from, language),
        until: moment(summary.until, language),
      }),
      details: [{ text: `${facts.log} ${summary.logDigest}`, isCode: true }],
    },
  ];
}

function rangeWords(values: Range, unit: string, language: Language): string | undefined {
  if (values === undefined) return undefined;
  const { minimum, maximum, mean } = values;
  return fill(WORDS[language].facts.range, {
    minimum: decimal(minimum, language, 1),
    maximum: decimal(maximum, language, 1),
    mean: decimal(mean, language, 1),
    unit,
  });
}

/** Each photograph by its digest, with time and place where they are known. */
export function photoLines(photos: Photos, language: Language): Line[] {
  const { facts } = WORDS[language];
  return (photos ?? []).map(({ digest, takenAt, latitude, longitude }, index) => {
    const known: Detail[] = [
      ...(takenAt === undefined ? [] : [{ text: fill(facts.photoTaken, { date: moment(takenAt, language) }) }]),
      ...(latitude === undefined || longitude === undefined
        ? []
        : [{ text: fill(facts.photoPlace, { latitude, longitude }) }]),
    ];
    return {
      label: index === 0 ? facts.photos : '',
      value: fill(facts.photo, { digest }),
      isCode: true,
      ...(known.length > 0 ? { details: known } : {}),
    };
  });
}
