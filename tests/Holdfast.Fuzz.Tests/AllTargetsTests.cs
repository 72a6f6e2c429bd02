namespace Holdfast.Fuzz.Tests;

public sealed class AllTargetsTests
{
    /// <summary>Long enough to see what is plainly broken; the long hunt is <c>./fuzz/run</c>.</summary>
    private const int Rounds = 25;

    public static TheoryData<string> Names => [.. AllTargets.List.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_UnderAShortFire_KeepsItsPromises(string name)
    {
        var target = AllTargets.Find(name)!;
        var corpus = Corpus.Of(target);

        var finding = new Fuzzer(target, corpus).Run(firstSeed: 1, round => round < Rounds);

        Assert.True(finding is null, $"./fuzz/run {name} --seed {finding?.Seed}: {finding?.What}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Target_HasGoodInputsToBeginWith(string name)
    {
        Assert.Contains(Corpus.Of(AllTargets.Find(name)!), input => input.Length > 8);
    }
}
