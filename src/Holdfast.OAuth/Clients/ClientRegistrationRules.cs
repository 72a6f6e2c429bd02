using Holdfast.Model.Problems;

namespace Holdfast.OAuth.Clients;

/// <summary>What an app registered by the administrator must be like; reports all mistakes at once.</summary>
internal static class ClientRegistrationRules
{
    private const int MaxRedirectUris = 16;

    // Written out, not "localhost": a name can be made to lead elsewhere (RFC 8252 section 8.3).
    private static readonly string[] LoopbackHosts = ["http://127.0.0.1", "http://[::1]"];

    public static IEnumerable<Problem> Check(ClientRegistration registration, string where)
    {
        if (!IsClientId(registration.ClientId))
        {
            yield return At(where, "clientId", "It is not 1 to 128 letters, digits, dots, hyphens and underscores.");
        }

        if (registration.DisplayName is { } name && (name.Length > 128 || name.Any(char.IsControl)))
        {
            yield return At(where, "displayName", "It is longer than 128 characters or has control characters.");
        }

        if (registration.RedirectUris.Count is 0 or > MaxRedirectUris)
        {
            yield return At(where, "redirectUris", $"There must be 1 to {MaxRedirectUris}.");
        }

        foreach (var (index, uri) in registration.RedirectUris.Index())
        {
            if (!IsRedirectUri(uri))
            {
                yield return At(
                    where,
                    $"redirectUris[{index}]",
                    "It is not an absolute URI that an app may be sent to."
                );
            }
        }

        if (registration.ResponseModes is { Count: 0 })
        {
            yield return At(where, "responseModes", "The list is empty.");
        }
    }

    private static Problem At(string where, string member, string detail) =>
        OAuthProblems.WrongClientRegistration.At($"{where}.{member}", detail);

    private static bool IsClientId(string id) =>
        id.Length is > 0 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static bool IsRedirectUri(string text)
    {
        var sample = text.Replace(RedirectUriPattern.Port, "1024", StringComparison.Ordinal);
        return text.Length <= 512
            && text.All(c => c is > ' ' and < '\x7F' and not '"' and not '<' and not '>' and not '\\')
            && Uri.TryCreate(sample, UriKind.Absolute, out var uri)
            && uri is { Fragment: "", UserInfo: "" }
            && !text.Contains('#', StringComparison.Ordinal)
            && IsAllowed(uri, hasPort: sample != text, text);
    }

    private static bool IsAllowed(Uri uri, bool hasPort, string text) =>
        uri.Scheme switch
        {
            "http" => IsLoopback(text, hasPort),
            "https" => !hasPort && uri.Host.Length > 0,
            _ => !hasPort && uri.Scheme.Contains('.', StringComparison.Ordinal),
        };

    private static bool IsLoopback(string text, bool hasPort) =>
        LoopbackHosts.Any(host =>
            hasPort
                ? text.StartsWith($"{host}:{RedirectUriPattern.Port}/", StringComparison.Ordinal)
                    && text.LastIndexOf(RedirectUriPattern.Port, StringComparison.Ordinal) == host.Length + 1
                : text.StartsWith($"{host}/", StringComparison.Ordinal)
                    || text.StartsWith($"{host}:", StringComparison.Ordinal)
        );
}
