using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Linux.Lines;

/// <summary>A value as one line of JSON, with its end.</summary>
internal static class Line
{
    public static byte[] Of<T>(T value) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, ModelJson.Options), (byte)'\n'];
}
