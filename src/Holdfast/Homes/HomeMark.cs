using System.Text.Json;

namespace Holdfast.Homes;

/// <summary>The file <c>holdfast.json</c> that says what made a state folder, so that no other is taken for one.</summary>
internal sealed record HomeMark(string Kind, int Format)
{
    public static readonly HomeMark Current = new("single-server", 1);

    private const string Name = "holdfast.json";
    private static readonly HomeMark Unreadable = new("something unreadable", 0);

    /// <summary>Null: the folder has no mark.</summary>
    public static HomeMark? Read(HomeFolder home)
    {
        var path = home.At(Name);
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<HomeMark>(File.ReadAllText(path), JsonSerializerOptions.Web)
                ?? Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    public void Write(HomeFolder home) =>
        AtomicFile.Write(home.At(Name), JsonSerializer.Serialize(this, JsonSerializerOptions.Web) + "\n");
}
