import type { Migration } from 'kysely';
import * as journal from './001-journal.ts';
import * as evidence from './002-evidence.ts';
import * as people from './003-people.ts';
import * as incidents from './004-incidents.ts';
import * as practice from './005-practice.ts';
import * as contact from './006-contact.ts';
import * as automaticChecks from './009-automatic-checks.ts';
import * as texts from './010-texts.ts';
import * as watch from './011-watch.ts';
import * as waysToSignIn from './012-ways-to-sign-in.ts';
import * as mail from './013-mail.ts';
import * as accessLog from './014-access-log.ts';
import * as heardSince from './015-heard-since.ts';
import * as factsByRight from './016-facts-by-right.ts';
import * as record from './017-record.ts';
import * as waitingRooms from './018-waiting-rooms.ts';
import * as erasure from './019-erasure.ts';
import * as forgetting from './020-forgetting.ts';
import * as plannedWork from './021-planned-work.ts';
import * as followers from './022-followers.ts';
import * as telling from './024-telling.ts';
import * as history from './026-history.ts';
import * as rightOfEachFact from './027-right-of-each-fact.ts';

/** In order of their names. A static map works bundled, built and in tests, where a scan of the folder does not. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-journal': journal,
  '002-evidence': evidence,
  '003-people': people,
  '004-incidents': incidents,
  '005-practice': practice,
  '006-contact': contact,
  '009-automatic-checks': automaticChecks,
  '010-texts': texts,
  '011-watch': watch,
  '012-ways-to-sign-in': waysToSignIn,
  '013-mail': mail,
  '014-access-log': accessLog,
  '015-heard-since': heardSince,
  '016-facts-by-right': factsByRight,
  '017-record': record,
  '018-waiting-rooms': waitingRooms,
  '019-erasure': erasure,
  '020-forgetting': forgetting,
  '021-planned-work': plannedWork,
  '022-followers': followers,
  '024-telling': telling,
  '026-history': history,
  '027-right-of-each-fact': rightOfEachFact,
};
