using Waystation.Commands;

CommandLine.ChooseLanguage();
return await new CommandLine(Waystation.Rooms.Features).RunAsync(args);
