import * as vscode from 'vscode';
import type { PageWords } from './messages';
import type { OverviewWords } from './overview';

/** The texts of the charts. */
export function overviewWords(): OverviewWords {
  const { t } = vscode.l10n;
  const latest = t('The latest 100 entries.');
  return {
    meters: { title: t('Meters'), series: [t('Primary meter'), t('Second meter')], note: '', latest },
    economy: { title: t('Fuel Economy'), series: [t('Fuel economy')], note: '', latest },
    costs: {
      title: t('Cost by Month'),
      series: [t('Fuel'), t('Service')],
      note: t("In the account's currency."),
      latest: t('Months that the latest 100 entries cover.'),
    },
  };
}

/** The texts of the page itself. */
export function pageWords(): PageWords {
  const { t } = vscode.l10n;
  return {
    loading: t('Loading…'),
    retry: t('Retry'),
    refresh: t('Refresh'),
    table: t('Table'),
    exportCsv: t('Export CSV'),
    time: t('Date'),
    photo: t('Photo of the vehicle'),
    titles: {
      vehicle: t('Vehicle'),
      meters: t('Meters'),
      economy: t('Fuel Economy'),
      costs: t('Cost by Month'),
      reminders: t('Next Reminders'),
      issues: t('Open Issues'),
    },
    empty: {
      vehicle: '',
      meters: t('No meter entries.'),
      economy: t('No fuel entries to compute it from.'),
      costs: t('No fuel or service entries with a cost.'),
      reminders: t('Nothing is due.'),
      issues: t('No open issues.'),
    },
    chartHelp: t('Arrow keys go from entry to entry.'),
  };
}
