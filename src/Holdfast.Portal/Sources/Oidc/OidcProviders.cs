using System.Text.Json;
using Holdfast.Identity.Oidc;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>Sends people to providers of OpenID Connect, and judges with what they come back (OpenID Connect Core 3.1).</summary>
public sealed class OidcProviders(ProviderCache cache, TimeProvider clock)
{
    private static readonly string[] Offline = ["offline_access"];

    /// <summary>Where the browser goes to sign in.</summary>
    public async Task<Outcome<Uri>> BeginAsync(OidcTarget target, ProviderTicket ticket, CancellationToken cancel)
    {
        using var line = new ProviderLine(target, clock);
        var known = await cache.ReadAsync(target, line, anew: false, [], cancel);
        if (known.Value is not { Metadata: var metadata })
        {
            return Outcome<Uri>.Failed(known.Problems);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = target.Settings.ClientId,
            ["redirect_uri"] = ticket.Redirect,
            ["scope"] = ScopesOf(target),
            ["state"] = ticket.State,
            ["nonce"] = ticket.Nonce,
            ["code_challenge"] = ticket.Challenge,
            ["code_challenge_method"] = "S256",
        };
        if (ticket.Anew)
        {
            // Core 3.1.2.1. Those that do not know the one may know the other.
            fields["prompt"] = "login";
            fields["max_age"] = "0";
        }

        var query = string.Join('&', fields.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        var before = metadata.Authorization.Query;
        return new UriBuilder(metadata.Authorization)
        {
            Query = before.Length > 1 ? $"{before[1..]}&{query}" : query,
        }.Uri;
    }

    /// <summary>Exchanges what the browser brought for a proof, and judges it.</summary>
    /// <param name="code">As the browser brought it.</param>
    /// <param name="issuer">Which provider the answer says that it is from (RFC 9207); null: it does not say.</param>
    public async Task<Outcome<ProvenPerson>> RedeemAsync(
        OidcTarget target,
        ProviderTicket ticket,
        string code,
        string? issuer,
        CancellationToken cancel
    )
    {
        using var line = new ProviderLine(target, clock);
        var known = await cache.ReadAsync(target, line, anew: false, [], cancel);
        if (known.Value is not { } provider)
        {
            return Outcome<ProvenPerson>.Failed(known.Problems);
        }

        // RFC 9207 section 2.4: before the code is told to anybody.
        if (issuer is null ? provider.Metadata.NamesItself : issuer != target.Settings.Issuer)
        {
            return OidcProblems.MixedUp.At(target.Settings.Issuer, "");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = ticket.Redirect,
            ["code_verifier"] = ticket.Verifier,
        };
        var answered = await line.PostAsync(provider.Metadata, fields, cancel);
        if (answered.Value is not { } reply)
        {
            return Outcome<ProvenPerson>.Failed(answered.Problems);
        }

        if (!reply.IsGood || TokenReply.Parse(reply.Body) is not { IdToken: { } token } tokens)
        {
            return Refused(target, reply);
        }

        var wanted = new IdTokenWanted(
            target.Settings.Issuer,
            target.Settings.ClientId,
            ticket.Nonce,
            ticket.Anew ? ticket.MadeAt - OidcLimits.ClockSkew : null
        );
        var claims = await ProveAsync(target, line, provider, token, wanted, cancel);
        if (!claims.Succeeded)
        {
            return Outcome<ProvenPerson>.Failed(claims.Problems);
        }

        var person = await ProviderPeople.ReadAsync(
            target,
            line,
            provider.Metadata,
            claims.Value,
            tokens.AccessToken,
            cancel
        );
        return person.Value is { } found
            ? new ProvenPerson(found, target.Settings.AskAgain ? tokens.RefreshToken : null)
            : Outcome<ProvenPerson>.Failed(person.Problems);
    }

    /// <summary>Whether somebody is still there, and what the provider says of the person now (Core 12).</summary>
    internal async Task<ProviderAnswer> AskAgainAsync(
        OidcTarget target,
        ProviderLine line,
        string refresh,
        string subject,
        CancellationToken cancel
    )
    {
        var known = await cache.ReadAsync(target, line, anew: false, [], cancel);
        if (known.Value is not { } provider)
        {
            return new ProviderAnswer.Away(known.Problems[0]);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refresh,
        };
        var answered = await line.PostAsync(provider.Metadata, fields, cancel);
        if (answered.Value is not { } reply)
        {
            return new ProviderAnswer.Away(answered.Problems[0]);
        }

        var tokens = TokenReply.Parse(reply.Body);
        if (reply.Status is 400 or 401 && tokens is { IsOver: true })
        {
            return new ProviderAnswer.Gone();
        }

        if (!reply.IsGood || tokens is null)
        {
            return new ProviderAnswer.Away(Refused(target, reply));
        }

        JsonElement? claims = null;
        if (tokens.IdToken is { } token)
        {
            var wanted = new IdTokenWanted(
                target.Settings.Issuer,
                target.Settings.ClientId,
                Nonce: null,
                Subject: subject
            );
            var proven = await ProveAsync(target, line, provider, token, wanted, cancel);
            if (!proven.Succeeded)
            {
                return new ProviderAnswer.Away(proven.Problems[0], tokens.RefreshToken);
            }

            claims = proven.Value;
        }

        return await DescribeAsync(target, line, provider.Metadata, claims, tokens, subject, cancel);
    }

    /// <summary>What can be seen of a provider without anybody signing in.</summary>
    public async Task<Problem?> TryAsync(OidcTarget target, List<string> steps, CancellationToken cancel)
    {
        using var line = new ProviderLine(target, clock);
        var known = await cache.ReadAsync(target, line, anew: true, steps, cancel);
        if (known.Value is not { Metadata: var metadata })
        {
            return known.Problems[0];
        }

        if (metadata.Challenges.Count > 0 && !metadata.Challenges.Contains("S256", StringComparer.Ordinal))
        {
            return OidcProblems.NoPkce.At(target.Settings.Issuer, "");
        }

        steps.Add($"People sign in at {metadata.Authorization.GetLeftPart(UriPartial.Path)}");
        foreach (var scope in ScopesOf(target).Split(' ').Where(one => IsUnknown(metadata, one)))
        {
            steps.Add($"Warning: the provider does not name the scope {scope} among those that it knows");
        }

        return null;
    }

    private static bool IsUnknown(ProviderMetadata metadata, string scope) =>
        metadata.Scopes.Count > 0 && !metadata.Scopes.Contains(scope, StringComparer.Ordinal);

    private static string ScopesOf(OidcTarget target)
    {
        string[] wanted = ["openid", .. target.Settings.Scopes, .. target.Settings.AskAgain ? Offline : []];
        return string.Join(' ', wanted.Distinct(StringComparer.Ordinal));
    }

    private static async Task<ProviderAnswer> DescribeAsync(
        OidcTarget target,
        ProviderLine line,
        ProviderMetadata metadata,
        JsonElement? claims,
        TokenReply tokens,
        string subject,
        CancellationToken cancel
    )
    {
        if (claims is null && (metadata.Userinfo is null || tokens.AccessToken is null))
        {
            return new ProviderAnswer.StillThere(person: null, tokens.RefreshToken);
        }

        var person = claims is { } proven
            ? await ProviderPeople.ReadAsync(target, line, metadata, proven, tokens.AccessToken, cancel)
            : await ProviderPeople.AskAsync(target, line, metadata, subject, tokens.AccessToken!, cancel);
        return person.Value is { } found
            ? new ProviderAnswer.StillThere(found, tokens.RefreshToken)
            : new ProviderAnswer.Away(person.Problems[0], tokens.RefreshToken);
    }

    /// <summary>A key that is not known, or that did not make the signature, may have been changed since we read the keys.</summary>
    private async Task<Outcome<JsonElement>> ProveAsync(
        OidcTarget target,
        ProviderLine line,
        KnownProvider provider,
        string token,
        IdTokenWanted wanted,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var refusal = IdToken.Check(token, provider.Keys, wanted, now, out var claims);
        if (refusal is IdTokenRefusal.UnknownKey or IdTokenRefusal.Signature)
        {
            var again = await cache.ReadAsync(target, line, anew: true, [], cancel);
            if (again.Value is not { } renewed)
            {
                return Outcome<JsonElement>.Failed(again.Problems);
            }

            refusal = IdToken.Check(token, renewed.Keys, wanted, now, out claims);
        }

        return refusal == IdTokenRefusal.None
            ? claims
            : OidcProblems.TokenRefused.At(target.Settings.Issuer, RefusalWords.Of(refusal));
    }

    private static Problem Refused(OidcTarget target, ProviderReply reply) =>
        OidcProblems.ProviderRefused.At(
            target.Settings.Issuer,
            $"It answers {reply.Status} {TokenReply.Parse(reply.Body)?.Said}".TrimEnd() + "."
        );
}
