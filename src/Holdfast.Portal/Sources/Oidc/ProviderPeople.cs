using System.Text.Json;
using Holdfast.Identity.Oidc;
using Holdfast.Model.Problems;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>Makes a person of what a provider claims: of the id token, and of its userinfo where that is silent on something.</summary>
internal static class ProviderPeople
{
    /// <param name="claims">Of an id token that was proven.</param>
    /// <param name="access">For the userinfo; null: it cannot be asked.</param>
    public static async Task<Outcome<FoundPerson>> ReadAsync(
        OidcTarget target,
        ProviderLine line,
        ProviderMetadata metadata,
        JsonElement claims,
        string? access,
        CancellationToken cancel
    )
    {
        var settings = target.Settings;
        var subject = Claims.Text(claims, "sub")!;
        if (metadata.Userinfo is null || access is null || IsWhole(claims, settings))
        {
            return Of(target, subject, claims, claims);
        }

        var asked = await AskClaimsAsync(target, line, metadata.Userinfo, subject, access, cancel);
        return asked.Succeeded ? Of(target, subject, claims, asked.Value) : Outcome<FoundPerson>.Failed(asked.Problems);
    }

    /// <summary>Where there is no id token.</summary>
    public static async Task<Outcome<FoundPerson>> AskAsync(
        OidcTarget target,
        ProviderLine line,
        ProviderMetadata metadata,
        string subject,
        string access,
        CancellationToken cancel
    )
    {
        var asked = await AskClaimsAsync(target, line, metadata.Userinfo!, subject, access, cancel);
        return asked.Succeeded
            ? Of(target, subject, asked.Value, asked.Value)
            : Outcome<FoundPerson>.Failed(asked.Problems);
    }

    private static bool IsWhole(JsonElement claims, OidcSettings settings) =>
        Claims.Text(claims, settings.NameClaim) is not null
        && (settings.MailClaim.Length == 0 || Claims.Text(claims, settings.MailClaim) is not null)
        && (settings.GroupsClaim.Length == 0 || Claims.Texts(claims, settings.GroupsClaim) is not null);

    private static Outcome<FoundPerson> Of(OidcTarget target, string subject, JsonElement first, JsonElement second)
    {
        var settings = target.Settings;
        var groups =
            settings.GroupsClaim.Length == 0
                ? []
                : Claims.Texts(first, settings.GroupsClaim) ?? Claims.Texts(second, settings.GroupsClaim) ?? [];
        return (Claims.Text(first, settings.NameClaim) ?? Claims.Text(second, settings.NameClaim)) is { } name
            ? new FoundPerson(
                subject,
                name,
                MailOf(settings, first) ?? MailOf(settings, second),
                [.. groups.Select(group => new FoundGroup(group, Dn: null))]
            )
            : OidcProblems.NoName.At(target.Settings.Issuer, $"There is no claim “{settings.NameClaim}”.");
    }

    /// <summary>One that the provider itself has not made sure of is not taken.</summary>
    private static string? MailOf(OidcSettings settings, JsonElement claims) =>
        settings.MailClaim.Length == 0
        || (claims.TryGetProperty("email_verified", out var sure) && sure.ValueKind == JsonValueKind.False)
            ? null
            : Claims.Text(claims, settings.MailClaim);

    /// <summary>Core 5.3.2: it must be about the same person, or it is not used.</summary>
    private static async Task<Outcome<JsonElement>> AskClaimsAsync(
        OidcTarget target,
        ProviderLine line,
        Uri userinfo,
        string subject,
        string access,
        CancellationToken cancel
    )
    {
        var answered = await line.GetAsync(userinfo, access, cancel);
        if (answered.Value is not { } reply)
        {
            return Outcome<JsonElement>.Failed(answered.Problems);
        }

        return reply.IsGood && Claims.Parse(reply.Body) is { } claims && Claims.Text(claims, "sub") == subject
            ? claims
            : OidcProblems.ProviderRefused.At(target.Settings.Issuer, $"Its userinfo answers {reply.Status}.");
    }
}
