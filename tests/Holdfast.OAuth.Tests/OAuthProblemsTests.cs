using System.Reflection;
using Holdfast.Model.Problems;

namespace Holdfast.OAuth.Tests;

public sealed class OAuthProblemsTests
{
    [Fact]
    public void Ids_All_AreOursAndDifferent()
    {
        var kinds = typeof(OAuthProblems)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (ProblemKind)field.GetValue(null)!)
            .ToList();
        Assert.All(kinds, kind => Assert.Matches("^HF-12[0-9]{2}$", kind.Id));
        Assert.Equal(kinds.Count, kinds.Select(kind => kind.Id).Distinct().Count());
        Assert.True(kinds.Count > 25);
    }
}
