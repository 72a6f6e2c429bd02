using System.Text.Json.Serialization;

namespace Holdfast.OAuth.Token;

/// <summary>The JSON of a successful answer.</summary>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenBody(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn
);
