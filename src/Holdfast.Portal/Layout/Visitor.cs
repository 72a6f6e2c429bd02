using System.Net;
using System.Security.Claims;
using Holdfast.Data.Users;
using Holdfast.Identity.Factors;
using Holdfast.Portal.Access;

namespace Holdfast.Portal.Layout;

/// <summary>Who is signed in, as pages see it. The middleware that reads the session puts it into the request as a principal.</summary>
/// <param name="Address">From where the request came; null: not known.</param>
public sealed record Visitor(Guid UserId, string Name, Role Role, bool MustChangePassword, IPAddress? Address = null)
{
    private const string Scheme = "holdfast-session";
    private const string RoleClaim = "holdfast:role";
    private const string AddressClaim = "holdfast:address";
    private const string MustChangeClaim = "holdfast:must-change-password";
    private const string NeedClaim = "holdfast:factor-need";
    private const string FactorClaim = "holdfast:factor";
    private const string FreshClaim = "holdfast:fresh";

    /// <summary>What is still missing. As long as it is anything, nobody is signed in but for the pages that mend it.</summary>
    public FactorNeed Need { get; init; }

    /// <summary>A second factor was proven in this session.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>The person proved a moment ago who it is.</summary>
    public bool IsFresh { get; init; } = true;

    public bool May(Right right) => RoleRights.Of(Role).Contains(right);

    /// <summary>Null: nobody is signed in, or a second factor is still missing.</summary>
    public static Visitor? Of(ClaimsPrincipal principal) =>
        AtAnyStage(principal) is { Need: FactorNeed.Nothing } visitor ? visitor : null;

    /// <summary>Also somebody who must still prove or add a second factor. Null: nobody has given as much as a password.</summary>
    public static Visitor? AtAnyStage(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, AuthenticationType: Scheme, Name: { } name }
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new(
                id,
                name,
                Enum.TryParse<Role>(principal.FindFirstValue(RoleClaim), out var role) ? role : Role.User,
                principal.HasClaim(MustChangeClaim, "yes"),
                IPAddress.TryParse(principal.FindFirstValue(AddressClaim), out var address) ? address : null
            )
            {
                // What is not understood is missing.
                Need = Enum.TryParse<FactorNeed>(principal.FindFirstValue(NeedClaim), out var need)
                    ? need
                    : FactorNeed.Prove,
                HasSecondFactor = principal.HasClaim(FactorClaim, "yes"),
                IsFresh = principal.HasClaim(FreshClaim, "yes"),
            }
            : null;

    public ClaimsPrincipal ToPrincipal() =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, UserId.ToString()),
                    new(ClaimTypes.Name, Name),
                    new(RoleClaim, Role.ToString()),
                    new(AddressClaim, Address?.ToString() ?? ""),
                    new(MustChangeClaim, MustChangePassword ? "yes" : "no"),
                    new(NeedClaim, Need.ToString()),
                    new(FactorClaim, HasSecondFactor ? "yes" : "no"),
                    new(FreshClaim, IsFresh ? "yes" : "no"),
                ],
                Scheme
            )
        );
}
