using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

/// <summary>The state folder is ours or empty, can be written, and no other server lives in it. Changes nothing that stays.</summary>
internal sealed class HomeCheck(HomeFolder home) : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options) => Path.Exists(home.Path) ? Existing() : Parent();

    private IEnumerable<Problem> Existing()
    {
        if (!Directory.Exists(home.Path))
        {
            return [StartProblems.HomeUnusable.At(home.Shown, "It is no folder.")];
        }
        try
        {
            return Foreign() ?? Unwritable(home.Path) ?? Running() ?? [];
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return [StartProblems.HomeUnusable.At(home.Shown, broken.Message)];
        }
    }

    private IEnumerable<Problem>? Foreign()
    {
        var mark = HomeMark.Read(home);
        if (mark is null)
        {
            return Directory.EnumerateFileSystemEntries(home.Path).Any()
                ? [StartProblems.HomeForeign.At(home.Shown, "It is not empty, and was not made by us.")]
                : null;
        }
        return mark == HomeMark.Current
            ? null
            : [StartProblems.HomeForeign.At(home.Shown, $"It was made by {mark.Kind}, format {mark.Format}.")];
    }

    private IEnumerable<Problem>? Running() =>
        ServerLock.HolderOf(home) is { } holder
            ? [StartProblems.AlreadyRuns.At(home.Shown, $"Its process has the id {holder}.")]
            : null;

    /// <summary>The nearest folder above that exists must take a new one.</summary>
    private IEnumerable<Problem> Parent()
    {
        var above = new DirectoryInfo(home.Path).Parent;
        while (above is { Exists: false })
        {
            above = above.Parent;
        }
        return Unwritable(above!.FullName) ?? [];
    }

    private IEnumerable<Problem>? Unwritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".holdfast-{Environment.ProcessId}");
            File.Open(probe, FileMode.CreateNew).Dispose();
            File.Delete(probe);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [StartProblems.HomeUnusable.At(home.Shown, refused.Message)];
        }
    }
}
