namespace Holdfast.Portal.Features.Users;

/// <summary>What the page shows once after a user was made or a password was given anew.</summary>
public sealed record OneTimePassword(string UserName, MadeUser Made);
