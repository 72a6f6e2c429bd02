using System.Net;

namespace Holdfast.Data.Values;

/// <summary>What the stores bind, brought to the few types that both databases know.</summary>
public static class DatabaseValue
{
    /// <returns>Null, or a <see cref="string"/>, <see cref="long"/>, <see cref="Guid"/> or array of bytes.</returns>
    /// <exception cref="ArgumentException">A type that has no form in the database.</exception>
    public static object? Normalise(object? value) =>
        value switch
        {
            null or string or long or Guid or byte[] => value,
            int number => (long)number,
            bool truth => truth ? 1L : 0L,
            DateTimeOffset time => Timestamps.ToMicroseconds(time),
            TimeSpan span => Timestamps.ToMicroseconds(span),
            Enum word => Convert.ToInt64(word, provider: null),
            ReadOnlyMemory<byte> bytes => bytes.ToArray(),
            IPAddress or IPNetwork => value.ToString(),
            Uri uri => uri.OriginalString,
            _ => throw new ArgumentException($"{value.GetType()} has no form in the database.", nameof(value)),
        };
}
