/**
 * Texts of the wire that no customer can fill, or that are tried elsewhere, each group under its reason. A text that stands neither
 * here nor in what the hostile pages show is found by their test.
 */
const OTHERS: Readonly<Record<string, RegExp>> = {
  'signing in comes before any customer': /^(?:App|Challenge|Proof)/,
  'made by hosts or by us':
    /^Id$|^OfSomeKind[.]kind$|^Audit[.]rules[.]|[.](?:id|n|(?:session|contact|line|operator|message|operation|batch|initiative)Id)$/,
  'leads to the next page': /[.](?:next|cursor|newer\[\])$/,
  'typed by the operator, and stands in inputs':
    /^(?:Draft|After|FieldValues|FilledTemplate|StoredFile|Target|TypedTemplate|AddressCheck)\b/,
  'written by administrators of the host, and tried with the form':
    /^(?:CannedReplyPage|Offers|SessionChoices)\b|^Catalogue[.](?:items|recent)|^Catalogue.*(?:\{\}|source|fallback)$/,
  'words of ours to branch on':
    /^(?:Problem[.](?:type|title|code)|(?:Message|Operation)[.]failure[.]code|Message[.]event[.]what|Operation[.]deed|Session[.](?:takes|deeds)\[\]|Card[.](?:can[.]history|cannotTell)\[\]|Reason[.]facts\{\}|Audit[.](?:channel|steps\[\][.](?:name|outcome))|DeedPage[.]items\[\][.](?:deed|outcome)|FailureClass[.]code|Troubled[.](?:reason[.]code|lastFinding)|Waiting[.](?:state|waitsFor|wait))$/,
  'sentences of ours': /^Problem[.](?:detail|fields)/,
  'made of settings and ids':
    /^(?:Card[.]newSessionLink|Session[.]link|(?:Troubled|Waiting)[.](?:openInHost|openRecord))$/,
}

/** Can no customer fill it? `at`: its name as in `wireStrings`. */
export function isOthers(at: string): boolean {
  return Object.values(OTHERS).some((paths) => paths.test(at))
}

/** Reasons that hold for nothing any more. */
export function staleReasons(strings: readonly string[]): string[] {
  return Object.entries(OTHERS).flatMap(([why, paths]) => (strings.some((at) => paths.test(at)) ? [] : [why]))
}
