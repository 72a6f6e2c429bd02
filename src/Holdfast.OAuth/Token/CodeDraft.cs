namespace Holdfast.OAuth.Token;

/// <summary>A code beside what it was given for, while its rules look at it.</summary>
internal sealed record CodeDraft(AuthorizationCodeGrant Grant, IssuedCode Code, DateTimeOffset Now);
