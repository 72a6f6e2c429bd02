using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Admin;

/// <summary>JSON that the administrator gives us in a file, and gets back.</summary>
internal static class JsonFile
{
    /// <summary>Bytes. Arbitrary, may be increased.</summary>
    private const int Largest = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Format(JsonNode node) => node.ToJsonString(Indented) + Environment.NewLine;

    /// <param name="name">A file, or <c>-</c> for the standard input.</param>
    public static async Task<Outcome<JsonObject>> ReadAsync(Terminal terminal, string name, CancellationToken cancel)
    {
        try
        {
            if (name != "-" && new FileInfo(name).Length > Largest)
            {
                return Unusable(name, $"It has more than {Largest} bytes.");
            }
            var text =
                name == "-" ? await terminal.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(name, cancel);
            return JsonNode.Parse(text) is JsonObject content ? content : Unusable(name, "It holds no JSON object.");
        }
        catch (Exception broken)
            when (broken is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return Unusable(name, broken.Message);
        }
    }

    private static Problem Unusable(string name, string detail) => CommandProblems.FileUnusable.At(name, detail);
}
