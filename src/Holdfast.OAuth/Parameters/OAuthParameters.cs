namespace Holdfast.OAuth.Parameters;

/// <summary>The parameters of one request, each there once.</summary>
public sealed class OAuthParameters
{
    private readonly Dictionary<string, string> _values;

    private OAuthParameters(Dictionary<string, string> values) => _values = values;

    /// <summary>RFC 6749 section 3.1: a parameter without a value counts as absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <param name="query">As in the request line, with or without the leading question mark.</param>
    public static Verdict<OAuthParameters> FromQuery(string? query)
    {
        var text = query.AsSpan();
        text = text.StartsWith("?", StringComparison.Ordinal) ? text[1..] : text;
        return text.Length > ParameterLimits.TotalLength || !System.Text.Ascii.IsValid(text)
            ? Malformed()
            : FromForm(System.Text.Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <param name="body">An <c>application/x-www-form-urlencoded</c> body. Any bytes give parameters or a rejection.</param>
    public static Verdict<OAuthParameters> FromForm(ReadOnlySpan<byte> body)
    {
        if (body.Length > ParameterLimits.TotalLength)
        {
            return Malformed();
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in body.Split((byte)'&'))
        {
            if (Add(body[range], values) is { } rejection)
            {
                return rejection;
            }
        }

        return new OAuthParameters(values);
    }

    private static OAuthRejection? Add(ReadOnlySpan<byte> pair, Dictionary<string, string> values)
    {
        if (pair.IsEmpty)
        {
            return null;
        }

        var equals = pair.IndexOf((byte)'=');
        var name = FormDecoder.Decode(equals < 0 ? pair : pair[..equals], ParameterLimits.NameLength);
        var value = FormDecoder.Decode(equals < 0 ? [] : pair[(equals + 1)..], ParameterLimits.ValueLength);
        if (name is not { Length: > 0 } || value is null || values.Count == ParameterLimits.Count)
        {
            return Malformed();
        }

        // RFC 6749 section 3.1: parameters are not included more than once. What is read twice can be read differently twice.
        return values.TryAdd(name, value)
            ? null
            : OAuthRejection.InvalidRequest(OAuthProblems.RepeatedParameter, "a parameter is there more than once");
    }

    private static OAuthRejection Malformed() =>
        OAuthRejection.InvalidRequest(OAuthProblems.MalformedParameters, "the parameters cannot be read");
}
