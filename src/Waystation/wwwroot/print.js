const print = document.getElementById('print');
if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
}
