import { requestUrl } from '../fleetio/request';
import { comment } from './literals';
import type { SnippetRequest } from './model';

/**
 * The comment above the code: what it asks for in words, and the request itself, by which an editor knows it again.
 * Everything but letters and digits is encoded in the URL, so that nothing in it ends the comment.
 */
export function heading(request: SnippetRequest, mark: '//' | '#', words = titleOf(request)): string {
  return `${mark} ${words}\n${mark} GET ${requestUrl(request.apiUrl, request)}`;
}

/** `Fuel Entries of vehicle 1042, from the Fleetio API`. */
export function titleOf({ title }: SnippetRequest): string {
  return `${comment(title)}, from the Fleetio API`;
}
