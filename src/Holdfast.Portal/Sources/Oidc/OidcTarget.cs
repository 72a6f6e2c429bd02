using System.Net.Http.Headers;
using System.Text;
using Holdfast.Identity.Oidc;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>A provider and the secret that our client has there. A class, so that nothing prints it.</summary>
/// <param name="id">Of the source; empty: it is not saved yet.</param>
/// <param name="secret">Null: a public client.</param>
public sealed class OidcTarget(Guid id, OidcSettings settings, string? secret)
{
    public Guid Id => id;

    public OidcSettings Settings => settings;

    internal TimeSpan Patience => TimeSpan.FromSeconds(settings.TimeoutSeconds);

    internal Trust Trust =>
        string.IsNullOrWhiteSpace(settings.Authority)
            ? Trust.Machine
            : new Trust(SourceRules.Certificates(settings.Authority));

    /// <summary>Says who we are (RFC 6749 section 2.3.1): in a header, or among the fields where the provider takes it only there.</summary>
    internal void Introduce(ProviderMetadata metadata, HttpRequestMessage request, Dictionary<string, string> fields)
    {
        if (string.IsNullOrEmpty(secret))
        {
            fields["client_id"] = settings.ClientId;
        }
        else if (metadata.TakesSecretInBody)
        {
            fields["client_id"] = settings.ClientId;
            fields["client_secret"] = secret;
        }
        else
        {
            var pair = $"{Encoded(settings.ClientId)}:{Encoded(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))
            );
        }
    }

    /// <summary>As in a form (RFC 6749 appendix B).</summary>
    private static string Encoded(string text) =>
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
