namespace Holdfast.Portal.Features.Account;

/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record SignInList(IReadOnlyList<SignInEvent> Events, string? Next);
