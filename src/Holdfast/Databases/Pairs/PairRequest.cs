using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Pairs;

/// <summary>
/// Two files in the state folder through which an administrator's command asks the running server to move to a database of the pair, and
/// hears how that goes. The wish outlives a crash of either.
/// </summary>
internal sealed class PairRequest(HomeFolder home)
{
    private string Wish => home.At("database-begin");

    private string Steps => home.At("database-steps");

    public bool IsOpen => File.Exists(Wish);

    public void Make()
    {
        File.Delete(Steps);
        AtomicFile.Write(Wish, "");
    }

    public void Say(string step) => File.AppendAllText(Steps, step + "\n");

    /// <param name="failed">Why; null: all is done.</param>
    public void Close(Problem? failed)
    {
        Say(failed is null ? "done" : $"{failed}");
        File.Delete(Wish);
    }

    /// <summary>What was said since the request was made.</summary>
    public IReadOnlyList<string> Said() =>
        File.Exists(Steps) ? [.. File.ReadAllText(Steps).Split('\n', StringSplitOptions.RemoveEmptyEntries)] : [];
}
