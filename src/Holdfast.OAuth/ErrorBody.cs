using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.OAuth;

/// <summary>The JSON of an error, RFC 6749 section 5.2.</summary>
internal sealed record ErrorBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description
)
{
    public static byte[] Of(OAuthRejection rejection) =>
        JsonSerializer.SerializeToUtf8Bytes(new ErrorBody(rejection.Error, rejection.DescriptionWithId));
}
