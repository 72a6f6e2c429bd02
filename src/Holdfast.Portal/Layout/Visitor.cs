using System.Net;
using System.Security.Claims;

namespace Holdfast.Portal.Layout;

/// <summary>Who is signed in, as pages see it. The middleware that reads the session puts it into the request as a principal.</summary>
/// <param name="Address">From where the request came; null: not known.</param>
public sealed record Visitor(
    Guid UserId,
    string Name,
    bool IsAdministrator,
    bool MustChangePassword,
    IPAddress? Address = null
)
{
    private const string Scheme = "holdfast-session";
    private const string AdministratorClaim = "holdfast:administrator";
    private const string AddressClaim = "holdfast:address";
    private const string MustChangeClaim = "holdfast:must-change-password";

    /// <summary>Null: nobody is signed in.</summary>
    public static Visitor? Of(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, AuthenticationType: Scheme, Name: { } name }
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new(
                id,
                name,
                principal.HasClaim(AdministratorClaim, "yes"),
                principal.HasClaim(MustChangeClaim, "yes"),
                IPAddress.TryParse(principal.FindFirstValue(AddressClaim), out var address) ? address : null
            )
            : null;

    public ClaimsPrincipal ToPrincipal() =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, UserId.ToString()),
                    new(ClaimTypes.Name, Name),
                    new(AdministratorClaim, IsAdministrator ? "yes" : "no"),
                    new(AddressClaim, Address?.ToString() ?? ""),
                    new(MustChangeClaim, MustChangePassword ? "yes" : "no"),
                ],
                Scheme
            )
        );
}
