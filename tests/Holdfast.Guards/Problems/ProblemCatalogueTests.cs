namespace Holdfast.Guards.Problems;

public sealed class ProblemCatalogueTests
{
    [Fact]
    public void Ids_AreUnique()
    {
        var repeated = ProblemCatalogue.All.GroupBy(problem => problem.Kind.Id).Where(group => group.Count() > 1);

        Nothing.In(repeated.Select(group => group.Key));
    }

    [Fact]
    public void Ids_StandInAHundredOfAnArea()
    {
        Assert.NotEmpty(ProblemCatalogue.All);
        Nothing.In(ProblemCatalogue.All.Where(problem => ProblemCatalogue.Area(problem.Kind.Id) is null));
    }

    [Fact]
    public void Kinds_SayWhatIsWrongAndWhatToDo()
    {
        var silent = ProblemCatalogue.All.Where(problem =>
            string.IsNullOrWhiteSpace(problem.Kind.Title) || string.IsNullOrWhiteSpace(problem.Kind.Remedy)
        );

        Nothing.In(silent);
    }

    [Fact]
    public void Kinds_AreDeclaredInProblemsClasses()
    {
        var elsewhere = ProblemCatalogue.All.Where(problem =>
            !problem.DeclaringType.Name.EndsWith("Problems", StringComparison.Ordinal)
        );

        Nothing.In(elsewhere);
    }

    [Fact]
    public void Page_IsWhatTheSourceSays() => Generated.Check(ProblemCatalogue.Page, ProblemCatalogue.Render());
}
