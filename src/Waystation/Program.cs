using Waystation.Commands;

CommandLine.ChooseLanguage();

return await new CommandLine(new Features(
    Imports: [],
    Examples: [],
    AddServices: services => { },
    MapEndpoints: app => { })).RunAsync(args);
