namespace Holdfast.Identity.Oidc;

/// <summary>What a provider's token endpoint answered (RFC 6749 sections 5.1 and 5.2).</summary>
/// <param name="IdToken">Null: none, as may be when tokens are renewed.</param>
/// <param name="RefreshToken">Null: none, or the one before stays good.</param>
/// <param name="Error">The word that says what is wrong; null: nothing.</param>
/// <param name="Said">The error as the provider says it, for people; empty: it does not.</param>
public sealed record TokenReply(string? IdToken, string? AccessToken, string? RefreshToken, string? Error, string Said)
{
    private const int Longest = 200;

    /// <summary>The person must sign in again, or is not there any more: nothing that would be better a minute later.</summary>
    public bool IsOver => Error is "invalid_grant" or "interaction_required" or "login_required" or "consent_required";

    /// <returns>Null: it is no answer of a token endpoint.</returns>
    public static TokenReply? Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > OidcLimits.LongestAnswer || JsonDocuments.Object(json) is not { } root)
        {
            return null;
        }

        var (error, description) = (root.Text("error"), root.Text("error_description"));
        return new(
            root.Text("id_token"),
            root.Text("access_token"),
            root.Text("refresh_token") is { Length: > 0 } refresh ? refresh : null,
            error,
            InWords(error, description)
        );
    }

    /// <summary>What somebody else says, shortened and without what is not print.</summary>
    public static string InWords(params string?[] said)
    {
        var text = string.Join(": ", said.Where(one => !string.IsNullOrWhiteSpace(one)));
        var clean = new string([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]).Trim();
        return clean.Length > Longest ? clean[..Longest] + "…" : clean;
    }
}
