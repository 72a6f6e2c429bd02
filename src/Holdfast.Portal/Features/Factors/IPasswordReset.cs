using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Somebody comes with a link that the administrator made.</summary>
public interface IPasswordReset
{
    /// <returns>Whose password it sets; null: the link is void.</returns>
    Task<string?> FindAsync(string token, CancellationToken cancel);

    /// <summary>Problems name the field <c>newPassword</c>. The link is used up only when the password is set.</summary>
    Task<IReadOnlyList<Problem>> SetAsync(string token, string password, CancellationToken cancel);
}
