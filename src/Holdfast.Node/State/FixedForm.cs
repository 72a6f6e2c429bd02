using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Node.State;

/// <summary>
/// Reads JSON in the one form in which we write it, member by member. The general reader needs its metadata first, which takes longer
/// than all the rest of a small file. Each step is false when something else is there; then the record is left to that reader.
/// </summary>
internal ref struct FixedForm(ReadOnlySpan<byte> json)
{
    private Utf8JsonReader _json = new(json);

    /// <summary>Of the record itself; then stands on its first member.</summary>
    public bool TryStart() => Is(JsonTokenType.StartObject) && _json.Read();

    /// <summary>Steps into that member; then stands on the first of its own.</summary>
    public bool TryEnter(ReadOnlySpan<byte> name) => StandsOn(name) && TryStart();

    /// <summary>The end of what was entered.</summary>
    public bool TryLeave() => _json.TokenType == JsonTokenType.EndObject && _json.Read();

    /// <summary>The end of the record.</summary>
    public bool TryEnd() => _json.TokenType == JsonTokenType.EndObject && !_json.Read();

    public readonly bool StandsOn(ReadOnlySpan<byte> name) =>
        _json.TokenType == JsonTokenType.PropertyName && _json.ValueTextEquals(name);

    public bool TryText(ReadOnlySpan<byte> name, [NotNullWhen(true)] out string? text)
    {
        text = TryValue(name, JsonTokenType.String) ? _json.GetString() : null;
        return text is not null && _json.Read();
    }

    public bool TryId(ReadOnlySpan<byte> name, out Guid id)
    {
        id = default;
        return TryValue(name, JsonTokenType.String) && _json.TryGetGuid(out id) && _json.Read();
    }

    public bool TryTime(ReadOnlySpan<byte> name, out DateTimeOffset time)
    {
        time = default;
        return TryValue(name, JsonTokenType.String) && _json.TryGetDateTimeOffset(out time) && _json.Read();
    }

    public bool TryNumber(ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        return TryValue(name, JsonTokenType.Number) && _json.TryGetInt32(out number) && _json.Read();
    }

    public bool TryNumber(ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        return TryValue(name, JsonTokenType.Number) && _json.TryGetInt64(out number) && _json.Read();
    }

    public bool TryFlag(ReadOnlySpan<byte> name, out bool flag)
    {
        flag = StandsOn(name) && Is(JsonTokenType.True);
        return (flag || _json.TokenType == JsonTokenType.False) && _json.Read();
    }

    /// <summary>A member that only the general reader can read; with its own metadata, not that of all records.</summary>
    /// <exception cref="JsonException">It is nothing of that kind.</exception>
    public bool TryRead<T>(ReadOnlySpan<byte> name, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = StandsOn(name) ? JsonSerializer.Deserialize(ref _json, type) : null;
        return value is not null && _json.Read();
    }

    private bool TryValue(ReadOnlySpan<byte> name, JsonTokenType token) => StandsOn(name) && Is(token);

    private bool Is(JsonTokenType token) => _json.Read() && _json.TokenType == token;
}
