namespace Holdfast.Portal.Features.Account;

/// <summary>When, from where and how somebody signed in, and what was refused.</summary>
public interface ISignInHistory
{
    /// <param name="after"><see cref="SignInList.Next"/> of the page before; null: from the newest.</param>
    Task<SignInList> ReadAsync(Guid userId, string? after, int limit, CancellationToken cancel);
}
