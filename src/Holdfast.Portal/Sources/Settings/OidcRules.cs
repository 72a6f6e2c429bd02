using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.Settings;

/// <summary>All that is wrong with a wanted provider, at once. Pure.</summary>
internal static class OidcRules
{
    private const int LongestAddress = 500;
    private const int LongestText = 500;
    private const int LongestClaim = 200;
    private const int MostScopes = 20;

    public static IEnumerable<Problem> Check(OidcSettings oidc, string? secret) =>
        [
            .. Issuer(oidc.Issuer),
            .. Client(oidc.ClientId, secret ?? ""),
            .. SourceRules.Authority(oidc.Authority, "oidc.authority"),
            .. Scopes(oidc.Scopes),
            .. Claim(oidc.NameClaim, "oidc.nameClaim", required: true),
            .. Claim(oidc.MailClaim, "oidc.mailClaim", required: false),
            .. Claim(oidc.GroupsClaim, "oidc.groupsClaim", required: false),
            .. SourceRules.InRange(oidc.MostHours, 0, 8760, "oidc.mostHours"),
            .. SourceRules.InRange(oidc.TimeoutSeconds, 1, 60, "oidc.timeoutSeconds"),
        ];

    /// <summary>OpenID Connect Discovery section 4.1: HTTPS, a host, maybe a port and a path, nothing more.</summary>
    private static IEnumerable<Problem> Issuer(string issuer)
    {
        var good =
            issuer.Length is > 0 and <= LongestAddress
            && Uri.TryCreate(issuer, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0
            && !issuer.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
        if (!good)
        {
            yield return SourceProblems.BadIssuer.At("oidc.issuer", SourceRules.Quoted(issuer));
        }
    }

    private static IEnumerable<Problem> Client(string id, string secret)
    {
        if (id.Length is 0 or > LongestText || id.Any(c => c is < ' ' or > '~'))
        {
            yield return SourceProblems.BadClient.At("oidc.clientId", SourceRules.Quoted(id));
        }

        if (secret.Length > LongestText || secret.Any(char.IsControl))
        {
            yield return SourceProblems.BadClient.At("secret", $"At most {LongestText} characters.");
        }
    }

    /// <summary>RFC 6749 section 3.3.</summary>
    private static IEnumerable<Problem> Scopes(IReadOnlyList<string> scopes)
    {
        if (scopes.Count > MostScopes)
        {
            yield return SourceProblems.TooMany.At("oidc.scopes", $"At most {MostScopes}.");
        }

        foreach (var (index, scope) in scopes.Index())
        {
            if (scope.Length is 0 or > LongestClaim || scope.Any(c => c is <= ' ' or > '~' or '"' or '\\'))
            {
                yield return SourceProblems.BadScope.At($"oidc.scopes[{index}]", SourceRules.Quoted(scope));
            }
        }
    }

    private static IEnumerable<Problem> Claim(string name, string where, bool required)
    {
        if ((required && name.Length == 0) || name.Length > LongestClaim || name.Any(char.IsControl))
        {
            yield return SourceProblems.BadClaim.At(where, SourceRules.Quoted(name));
        }
    }
}
